"""``songhanh plan read | check | publish | compare`` and ``songhanh document check``."""

import argparse
import sys
from pathlib import Path
from typing import Any

from songhanh.site.commandline.errors import WrongUseError
from songhanh.site.commandline.options import add_by, day, file_bytes
from songhanh.site.commandline.output import (
    DONE,
    DONE_WITH_ERRORS,
    REFUSED,
    Outcome,
    pairs,
    say,
    table,
)

_LONG = 20  # pages; fewer are read before anybody wonders


def add_to(commands: Any) -> None:
    """Add the groups ``plan`` and ``document``."""
    plan = commands.add_parser("plan", help="đọc, soát và ban hành kế hoạch").add_subparsers(
        metavar="VIỆC", required=True
    )
    read = plan.add_parser("read", help="đọc một tệp kế hoạch, in kế hoạch có cấu trúc (JSON)")
    read.add_argument("file", metavar="TỆP")
    read.set_defaults(command=plan_read)
    check = plan.add_parser("check", help="soát một tệp kế hoạch, in các điểm phát hiện")
    check.add_argument("file", metavar="TỆP")
    check.set_defaults(command=plan_check)
    publish = plan.add_parser("publish", help="ban hành kế hoạch vào hệ thống")
    publish.add_argument("file", metavar="TỆP")
    publish.add_argument("--issuer", required=True, metavar="ĐƠN_VỊ", help="mã đơn vị ban hành")
    publish.add_argument("--number", metavar="SỐ", help="số, ký hiệu văn bản")
    publish.add_argument("--issued-on", type=day, metavar="NGÀY", help="ngày ban hành")
    publish.add_argument("--yes", action="store_true", help="đồng ý cả những điểm chưa chắc chắn")
    add_by(publish)
    publish.set_defaults(command=plan_publish)
    compare = plan.add_parser("compare", help="so kế hoạch A với kế hoạch B (mã hoặc tệp)")
    compare.add_argument("a", metavar="A", help="kế hoạch được đem so")
    compare.add_argument("b", metavar="B", help="kế hoạch làm mốc: thiếu là B có mà A không có")
    compare.set_defaults(command=plan_compare)
    document = commands.add_parser("document", help="soát văn bản Word").add_subparsers(
        metavar="VIỆC", required=True
    )
    layout = document.add_parser("check", help="soát thể thức theo Nghị định 30/2020/NĐ-CP")
    layout.add_argument("file", metavar="TỆP.docx")
    kinds = ("plan", "report", "letter", "notice", "annex")
    layout.add_argument("--kind", required=True, choices=kinds)
    layout.set_defaults(command=document_check)


def plan_read(options: argparse.Namespace) -> Outcome:
    """Read a plan; the refusal object and exit 2 when it is none or cannot be read."""
    plan = _read(options.file)
    if plan.get("not_a_plan"):
        say(plan["message"])
        return Outcome(plan, exit_code=REFUSED, always_json=True)
    return Outcome(plan, always_json=True)


def plan_check(options: argparse.Namespace) -> Outcome:
    """The findings alone, with severity and suggestion."""
    from songhanh.engines.planreader import check_plan

    plan = _read(options.file)
    if plan.get("not_a_plan"):
        raise WrongUseError(plan["message"])
    return _findings(check_plan(plan))


def plan_publish(options: argparse.Namespace) -> Outcome:
    """Read, store and publish; without ``--yes`` what is not certain is listed and asked about."""
    data = file_bytes(options.file)
    from songhanh.site.commandline.database import acting_by, prepare

    prepare()
    from songhanh.foundation.lib.clock import now, today
    from songhanh.programme.plans import publishing

    request = publishing.FileToPublish(
        data=data,
        filename=Path(options.file).name,
        issuer_code=options.issuer,
        number=options.number or "",
        issued_on=options.issued_on,
    )
    acting = acting_by(options.by, today())
    uncertain = publishing.uncertain_elements(request)
    if uncertain and not options.yes:
        for line in uncertain:
            say(f"  ? {line}")
        _ask(len(uncertain))
    plan = publishing.publish_file(request, acting=acting, at=now())
    document = {
        "code": plan.code,
        "title": plan.title,
        "number": plan.number or None,
        "issued_on": plan.issued_on,
        "status": plan.status,
        "targets": plan.targets.count(),
    }
    return Outcome(document, lambda: pairs({"Mã": plan.code, "Kế hoạch": plan.title}))


def plan_compare(options: argparse.Namespace) -> Outcome:
    """Hold plan A against plan B; files need no database, codes do."""
    from songhanh.engines.planreader.comparing import compare_plans

    a, b = (_plan_named(name) for name in (options.a, options.b))
    compared = compare_plans(a, b)
    document = {"a": _named(options.a, a), "b": _named(options.b, b), **compared.as_json()}
    rows = [
        [_PARTS[part], _STATES[pair.state.value], _beside(pair.b), _beside(pair.a)]
        for part, pairs in compared.parts.items()
        for pair in pairs
    ]
    return Outcome(document, lambda: table(["Phần", "So sánh", "B", "A"], rows))


def document_check(options: argparse.Namespace) -> Outcome:
    """Hold a Word file against the NĐ 30/2020 layout."""
    from songhanh.engines.docwrite import UnreadableDocument, check_layout

    data = file_bytes(options.file)
    try:
        findings = check_layout(data, options.kind)
    except UnreadableDocument as error:
        raise WrongUseError(error.message) from error
    return _findings(findings)


_PARTS = {
    "targets": "chỉ tiêu",
    "task_groups": "nhóm nhiệm vụ",
    "tasks": "nhiệm vụ",
    "assignments": "phân công",
    "deadlines": "hạn báo cáo",
}
_STATES = {"same": "giống", "changed": "khác", "missing": "A thiếu", "added": "A thêm"}


def _beside(side: Any) -> str:
    return f"{side.ordinal} {side.text[:60]}".strip() if side else ""


def _named(name: str, plan: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "title": plan["title"], "number": plan.get("number")}


def _plan_named(name: str) -> dict[str, Any]:
    """A structured plan by its file or, where no file bears the name, by its code."""
    if not Path(name).exists():
        return _registered(name)
    plan = _read(name)
    if plan.get("not_a_plan"):
        raise WrongUseError(plan["message"])
    return plan


def _registered(code: str) -> dict[str, Any]:
    from songhanh.site.commandline.database import prepare

    prepare()
    from songhanh.programme.plans.models import PlanDocument
    from songhanh.programme.plans.queries.structured import structured_of

    plan = PlanDocument.objects.filter(code=code).first()
    if plan is None:
        raise WrongUseError(
            f"“{code}” không phải là tệp, và không có kế hoạch nào mang mã này. "
            "Hãy kiểm tra đường dẫn hoặc mã kế hoạch."
        )
    return structured_of(plan)


def _read(name: str) -> dict[str, Any]:
    from songhanh.engines.docread import UnreadableDocument, read_document
    from songhanh.engines.planreader import read_plan

    data = file_bytes(name)
    try:
        return read_plan(read_document(data, Path(name).name, _tell))
    except UnreadableDocument as error:
        return {"not_a_plan": True, "message": str(error)}


def _tell(done: int, of: int) -> None:
    """Many pages are told on standard error, some ten times from the first to the last."""
    if of >= _LONG and done % (of // 10) == 0:
        say(f"Đọc trang {done}/{of} …")


def _findings(findings: Any) -> Outcome:
    rows = [
        {
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
            "place": finding.place,
            "suggestion": finding.suggestion,
        }
        for finding in findings
    ]
    severe = any(row["severity"] == "error" for row in rows)
    return Outcome(
        rows,
        lambda: (
            table(
                ["Mức", "Mã", "Nơi", "Nội dung"],
                [[r["severity"], r["code"], r["place"], r["message"]] for r in rows],
            )
            if rows
            else "Không có điểm phát hiện nào."
        ),
        exit_code=DONE_WITH_ERRORS if severe else DONE,
    )


def _ask(count: int) -> None:
    if not sys.stdin.isatty():
        raise WrongUseError(
            f"Có {count} điểm chưa chắc chắn trong kế hoạch và không có ai để hỏi. "
            "Hãy xem lại trên trang soát kế hoạch, hoặc thêm --yes nếu đồng ý tất cả."
        )
    sys.stderr.write("Ban hành với các điểm trên? [c/K] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in {"c", "có", "y", "yes"}:
        raise WrongUseError("Chưa ban hành: các điểm chưa chắc chắn chưa được đồng ý.")
