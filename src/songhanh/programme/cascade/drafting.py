"""The draft of a unit's own plan: what the plan above gives, and the draft as an official document.

All words are Vietnamese: they go to an office, whatever the language of the screen.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from songhanh.engines.docwrite import (
    Block,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Section,
    Signature,
    blocks_of,
)
from songhanh.engines.vntext import format_date
from songhanh.foundation.lib.acting import command_line
from songhanh.programme.cascade.enums import OwnPlanKind
from songhanh.programme.cascade.models import PlanDraft
from songhanh.programme.cascade.queries.needs import Need
from songhanh.programme.duties.queries import carried_duties
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.plans.queries import units_of_rule, units_of_target
from songhanh.programme.plans.queries.outlines import outline_of
from songhanh.programme.plans.queries.readiness import COUNTED_BY_UNITS
from songhanh.programme.rules.queries import reporting_rules
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import targets_of
from songhanh.registry.orgunits.enums import TERRITORIAL
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.offices import Office, office_of
from songhanh.registry.orgunits.queries import nearest_versions

GAP = re.compile(r"\[[^\[\]]*\]")
"""What the writer still has to fill in stands in square brackets."""

_PLACE = re.compile(r"trên địa bàn (?:tỉnh|thành phố) .*?(?=,| giai đoạn| năm|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Outline:
    """What a draft begins with: its head, its basis, its parts as (heading, lines)."""

    title: str
    basis: str
    recipients: str
    parts: Sequence[tuple[str, str]]


def outline_for(need: Need) -> Outline:
    """A draft from the plan above: its targets that bind the unit, the unit's own duties, gaps."""
    office = office_of(need.unit_id, need.day)
    unit = nearest_versions([need.unit_id], need.day)[need.unit_id]
    issuer = office_of(need.plan.issuer_id, need.day)
    return Outline(
        title=_title(need, unit),
        basis=_basis(need, issuer),
        recipients="\n".join([f"{issuer.name} (báo cáo)", "[các đơn vị thực hiện]"]),
        parts=[
            ("Mục đích, yêu cầu", _purpose(need, office)),
            ("Mục tiêu", _numbered(target.element.text for target in _binding(need, unit))),
            ("Nhiệm vụ và giải pháp", _tasks(need)),
            ("Kinh phí thực hiện", _FUNDING),
            ("Tổ chức thực hiện", _organisation(need)),
        ],
    )


def gaps_of(draft: PlanDraft) -> list[str]:
    """The gaps the writer left, in their order."""
    texts = [draft.title, draft.basis, *(part.text for part in draft.parts.all()), draft.recipients]
    return [found for text in texts for found in GAP.findall(text)]


def official_document(draft: PlanDraft, on: date) -> OfficialDocument:
    """The draft in the layout of Decree 30/2020; number and day stay blank until it is signed."""
    office = office_of(draft.unit_id, on)
    body: list[Block] = [Paragraph(f"{office.name} ban hành Kế hoạch {_about(draft)} như sau:")]
    for part in draft.parts.all():
        body += [Section(part.heading), *blocks_of(part.text)]
    return OfficialDocument(
        kind=DocumentKind.PLAN,
        type_name="KẾ HOẠCH",
        superior_agency=office.superior,
        issuing_agency=office.issuing,
        symbol=office.symbol.replace("BC-", "KH-", 1),
        place=draft.place,
        year=draft.year or on.year,
        abstract=draft.title,
        legal_basis=tuple(_lines(draft.basis)),
        body=tuple(body),
        signature=Signature(
            position=draft.position,
            name=draft.signer,
            authority=tuple(_lines(draft.authority)),
        ),
        recipients=tuple(_lines(draft.recipients)),
    )


def _about(draft: PlanDraft) -> str:
    title = draft.title.rstrip(" .;")
    return title[:1].lower() + title[1:]


def _lines(text: str) -> list[str]:
    return [line.strip(" ;") for line in text.splitlines() if line.strip(" ;")]


def _title(need: Need, unit: UnitVersion) -> str:
    if need.kind == OwnPlanKind.ACTION_MONTH:
        return (
            "Triển khai Tháng hành động vì bình đẳng giới và phòng ngừa, ứng phó với bạo lực trên"
            f" cơ sở giới năm {need.year}"
        )
    title = need.plan.title.strip(" .;")
    if unit.kind in TERRITORIAL:
        name = unit.name[:1].lower() + unit.name[1:]
        here = f"trên địa bàn {name}"
        title = _PLACE.sub(here, title) if _PLACE.search(title) else f"{title} {here}"
    return f"{title} năm {need.year}" if need.kind == OwnPlanKind.ANNUAL else title


def _basis(need: Need, issuer: Office) -> str:
    plan = need.plan
    number = f"số {plan.number}" if plan.number else "[số, ký hiệu]"
    day = f"ngày {format_date(plan.issued_on)}" if plan.issued_on else "[ngày ban hành]"
    title = plan.title[:1].lower() + plan.title[1:]
    return f"Căn cứ Kế hoạch {number} {day} của {issuer.name} {title.rstrip(' .;')}"


def _purpose(need: Need, office: Office) -> str:
    return (
        f"1. Cụ thể hóa Kế hoạch {need.plan.name} bằng hoạt động phù hợp với điều kiện của"
        f" {office.name}.\n"
        "2. [Ghi đặc điểm, đối tượng cần ưu tiên của đơn vị, ví dụ số thôn, số hộ, nhóm khó tiếp"
        " cận thông tin]"
    )


def _binding(need: Need, unit: UnitVersion) -> list[Target]:
    """The targets whose units the unit is among; those counted otherwise bind territories."""
    found = []
    for target in targets_of(need.plan, need.day):
        if target.kind in COUNTED_BY_UNITS:
            counted = units_of_target(target, need.day)
            binds = need.unit_id in {one.unit_id for one in counted.units}
        else:
            binds = unit.kind in TERRITORIAL
        if binds:
            found.append(target)
    return found


def _tasks(need: Need) -> str:
    groups = outline_of(need.plan)[ElementKind.TASK_GROUP].branches
    lines = []
    for place, branch in enumerate(groups, start=1):
        lines.append(f"{place}. {branch.element.text}")
        lines.append("a) [Ghi hoạt động cụ thể, thời gian, địa điểm, bộ phận thực hiện]")
    return "\n".join(lines) or "1. [Ghi nhiệm vụ của đơn vị]"


_FUNDING = (
    "Kinh phí thực hiện Kế hoạch được bố trí trong dự toán chi ngân sách năm của đơn vị: [số tiền]"
    " đồng, và các nguồn hợp pháp khác theo quy định."
)


def _organisation(need: Need) -> str:
    carried = carried_duties(command_line(), need.day, plan=need.plan)
    own = [one.text for one in carried if one.unit_id == need.unit_id and one.plan == need.plan]
    lines = ["1. [Ghi tên bộ phận chủ trì]"]
    letters = "abcdđeghiklmnopqrstuvxy"
    lines += [f"{letter}) {text}" for letter, text in zip(letters, own, strict=False)]
    reports = [
        rule.element.text
        for rule in reporting_rules(need.plan)
        if need.unit_id in {one.unit_id for one in units_of_rule(rule, need.day).units}
        and rule.element.text not in own
    ]
    lines += [f"{place}. {text}" for place, text in enumerate(reports, start=2)]
    return "\n".join(lines)


def _numbered(texts: Iterable[str]) -> str:
    lines = [f"{place}. {text}" for place, text in enumerate(texts, start=1)]
    return "\n".join(lines) or "1. [Ghi chỉ tiêu của đơn vị]"
