"""The demo told through: plan file → publish → records → results → report file.

Every step goes through the actions the pages call; nothing is put into tables by hand. A second
run finds the province as it was left and only shows its figures again.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from django.conf import settings

from songhanh.engines.counting import RoadmapRow, TargetKind
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.clock import now, today
from songhanh.programme.plans.actions import change_roadmaps
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.publishing import FileToPublish, publish_file
from songhanh.programme.targets.enums import RoadmapOrigin
from songhanh.programme.targets.queries import targets_of
from songhanh.programme.targets.roadmaps import roadmap_version
from songhanh.registry.orgunits.actions import load_official_registry
from songhanh.results.values.queries import results_of
from songhanh.site.demo import province as sample
from songhanh.site.demo import year as sample_year
from songhanh.site.demo.registers import keep_registers
from songhanh.site.demo.reports import report_the_year
from songhanh.site.demo.sample_plan import FILENAME, sample_plan


@dataclass
class Told:
    """What the demo did: the figures of the plan and the files it wrote."""

    plan: str
    results: list[dict[str, object]] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """For ``songhanh demo --json``."""
        return {
            "plan": self.plan,
            "results": self.results,
            "files": [str(path) for path in self.files],
            "sign_ins": [
                {"username": name, "password": sample.PASSWORD} for name in sample.sign_ins()
            ],
        }

    def readable(self) -> str:
        """The summary a reader sees at the end."""
        lines = [f"Kế hoạch {self.plan}", ""]
        lines += [_row("Mục", "Kỳ", "Đạt/tổng", "Giá trị", "Yêu cầu", "Trạng thái")]
        for one in self.results:
            counted = f"{one['numerator']}/{one['denominator']}" if one["denominator"] else "–"
            lines.append(
                _row(
                    one["ordinal"], one["period"], counted, one["value"], one["required"],
                    STATUS_WORDS[str(one["status"])],
                )
            )  # fmt: skip
        lines += ["", "Tệp đã viết:", *(f"  {path}" for path in self.files), ""]
        lines += [f"Đăng nhập thử (mật khẩu chung: {sample.PASSWORD}):"]
        lines += [f"  {name:<10} {words}" for name, words in SIGN_INS]
        return "\n".join(lines)


STATUS_WORDS = {
    "met": "đạt",
    "on_track": "đang đạt",
    "at_risk": "nguy cơ",
    "missed": "không đạt",
    "no_data": "chưa có số liệu",
    "no_baseline": "chưa có số liệu nền",
    "not_established": "chưa khẳng định được thay đổi",
}
SIGN_INS = (
    ("noi-vu", "cán bộ Sở Nội vụ, cơ quan thường trực"),
    ("an-lac", "cán bộ xã An Lạc"),
    ("bao-chi", "Báo và Phát thanh, Truyền hình"),
    ("lanh-dao", "lãnh đạo tỉnh"),
    ("quan-tri", "quản trị viên"),
)


def tell() -> Told:
    """Tell the story on an empty database; on one where it was told before, show it again."""
    on, at = today(), now()
    known = sample.find(on)
    plan = _published(known) if known else None
    if known is None or plan is None:
        plan = _fill(on, at)
    told = Told(plan.code)
    told.results = [result.as_json() for result in results_of(plan, as_of=on)]
    told.files = sorted(_folder().iterdir())
    return told


def _fill(on: date, at: datetime) -> PlanDocument:
    folder = _folder()
    with _Step("Đơn vị hành chính cả nước, trước và sau sắp xếp"):
        load_official_registry(acting=command_line(), at=at)
    with _Step("Tỉnh mẫu Hải Sơn: 12 xã, phường, đặc khu và các cơ quan"):
        province = sample.make(year=on.year, at=at, on=on)
    with _Step("Đọc tệp kế hoạch, xác nhận và ban hành") as step:
        data = sample_plan(on.year)
        (folder / FILENAME).write_bytes(data)
        request = FileToPublish(data=data, filename=FILENAME, issuer_code=sample.PROVINCE)
        plan = publish_file(request, acting=province.acting["noi-vu"], at=at)
        _settle_sessions(plan, province, at)
        step.note = f"{plan.elements.count()} yếu tố"
    with _Step("Các xã ghi hoạt động, tin bài kèm ảnh") as step:
        work = sample_year.record(province, year=on.year, today=on)
        step.note = f"{len(work.activities)} hoạt động, {len(work.items)} tin, bài"
    with _Step("Các sổ: hương ước, mô hình, trường học, kênh, tờ gấp, tập huấn") as step:
        step.note = f"{keep_registers(province, year=on.year, today=on)} bản ghi"
    with _Step("Cơ quan thường trực chấp nhận, trả lại") as step:
        accepted, returned = sample_year.decide(province, work, at=at)
        step.note = f"chấp nhận {accepted}, trả lại {returned}"
    with _Step("Báo cáo của các xã, tổng hợp, viết tệp Word") as step:
        written = report_the_year(plan, province, folder=folder, on=on, at=at)
        step.note = written.words
    return plan


def _settle_sessions(plan: PlanDocument, province: sample.Province, at: datetime) -> None:
    """The lead officer gives the session target a roadmap: 60 % of the communes now, 100 % last."""
    target = next(one for one in targets_of(plan) if one.kind == TargetKind.SESSIONS_PER_YEAR)
    first = plan.first_year or at.year
    roadmap = [RoadmapRow(first + step, value=Decimal(60 + 10 * step)) for step in range(5)]
    change_roadmaps(
        plan,
        {target: roadmap},
        version=roadmap_version(plan),
        origin=RoadmapOrigin.TYPED,
        reason="Theo lộ trình hằng năm của tỉnh.",
        acting=province.acting["noi-vu"],
        at=at,
    )


def _published(province: sample.Province) -> PlanDocument | None:
    issuer = province.units[sample.PROVINCE]
    return PlanDocument.objects.filter(issuer=issuer).order_by("received_at").first()


def _folder() -> Path:
    folder = Path(settings.VAR) / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _row(*cells: object) -> str:
    widths = (8, 9, 9, 8, 8, 0)
    texts = ["–" if cell is None else str(cell) for cell in cells]
    return "  ".join(text.ljust(width) for text, width in zip(texts, widths, strict=True)).rstrip()


class _Step:
    """One step before the reader's eyes: what is being done, then how long it took."""

    def __init__(self, words: str, write: Callable[[str], object] = sys.stderr.write) -> None:
        self.words, self.note, self._write = words, "", write

    def __enter__(self) -> "_Step":
        self._begun = perf_counter()
        self._write(f"• {self.words} … ")
        sys.stderr.flush()
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            note = f"{self.note}, " if self.note else ""
            self._write(f"{note}{perf_counter() - self._begun:.1f} s\n")
        else:
            self._write("chưa xong\n")
