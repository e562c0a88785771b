"""Letters and notices: what one begins with, and the facts of its document.

All words are Vietnamese, whatever the language of the screen: they go to an office.
"""

import re
from dataclasses import dataclass
from datetime import date

from songhanh.engines.docwrite import DocumentKind, OfficialDocument, blocks_of
from songhanh.engines.docwrite.wording import date_in_words
from songhanh.engines.vntext import format_date
from songhanh.foundation.lib.clock import day_of
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.offices import Office, office_of
from songhanh.reporting.documents.enums import LetterKind, Purpose
from songhanh.reporting.documents.models import Letter
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.queries import Obligation, obligations

GAP = re.compile(r"\[[^\[\]]*\]")
"""What the writer still has to fill in stands in square brackets."""

_MOST_NAMED = 40
"""So many units are addressed by name; beyond that the letter names their class."""


@dataclass(frozen=True)
class Outline:
    """What a letter begins with. Gaps for the writer stand in square brackets."""

    symbol: str
    abstract: str
    addressees: str
    text: str
    recipients: str
    archive: str


def outline_for(
    kind: str, purpose: str, plan: PlanDocument | None, unit_id: int, on: date
) -> Outline:
    """The first words of a letter of a unit about a plan, for its writer to go on with."""
    office = office_of(unit_id, on)
    late = _late(plan, on) if plan is not None and purpose == Purpose.URGE else []
    named = f"Kế hoạch {plan.name}" if plan is not None else "[tên kế hoạch]"
    letters = office.symbol.removeprefix("BC-")
    return Outline(
        symbol=f"TB-{letters}" if kind == LetterKind.NOTICE else letters,
        abstract=_ABSTRACTS[Purpose(purpose)].format(plan=named),
        addressees="\n".join(_addressees(late)),
        text=_TEXTS[Purpose(purpose)].format(
            plan=_cited(plan, on), office=office.name, late=_late_words(late, on)
        ),
        recipients="\n".join(_recipients(plan, office, on)),
        archive="VT",
    )


def letter_facts(letter: Letter) -> OfficialDocument:
    """The facts of a letter's document. A notice has no "Kính gửi": its recipients stand below."""
    on = day_of(letter.changed_at)
    office = office_of(letter.unit_id, on)
    is_letter = letter.kind == LetterKind.LETTER
    addressees, others = lines_of(letter.addressees), lines_of(letter.recipients)
    return OfficialDocument(
        kind=DocumentKind(letter.kind),
        superior_agency=office.superior,
        issuing_agency=office.issuing,
        symbol=letter.symbol,
        place=office.place,
        year=on.year,
        abstract=letter.abstract,
        addressees=addressees if is_letter else (),
        body=tuple(blocks_of(letter.text)),
        signature=letter.signature,
        recipients=others if is_letter else (*addressees, *others),
        archive=letter.archive,
    )


def gaps_of(letter: Letter) -> list[str]:
    """The gaps the writer left, in their order."""
    texts = [letter.symbol, letter.abstract, letter.addressees, letter.text, letter.recipients]
    return [found for text in texts for found in GAP.findall(text)]


def lines_of(text: str) -> tuple[str, ...]:
    """One entry a line, without the marks a list ends its lines with."""
    return tuple(line.strip(" ;.-") for line in text.splitlines() if line.strip(" ;.-"))


def _late(plan: PlanDocument, on: date) -> list[Obligation]:
    return obligations(plan=plan, as_of=on, state=ObligationState.MISSING, years={on.year})


def _addressees(late: list[Obligation]) -> list[str]:
    names = list(dict.fromkeys(one.unit_name for one in late))
    if not names or len(names) > _MOST_NAMED:
        return ["[các cơ quan, đơn vị, địa phương]"]
    return names


def _late_words(late: list[Obligation], on: date) -> str:
    units = len({one.unit_id for one in late})
    if not units:
        return f"đến ngày {format_date(on)}, [số] đơn vị chưa gửi báo cáo"
    return f"đến ngày {format_date(on)}, {units} đơn vị chưa gửi báo cáo theo thời hạn"


def _cited(plan: PlanDocument | None, on: date) -> str:
    if plan is None:
        return "[tên, số, ngày của kế hoạch]"
    number = f" số {plan.number}" if plan.number else ""
    day = f" {date_in_words(plan.issued_on)}" if plan.issued_on else ""
    return f"Kế hoạch{number}{day} của {office_of(plan.issuer_id, on).name}"


def _recipients(plan: PlanDocument | None, office: Office, on: date) -> list[str]:
    if plan is None:
        return []
    issuer = office_of(plan.issuer_id, on)
    return [] if issuer.name == office.name else [f"{issuer.name} (b/c)"]


_ABSTRACTS = {
    Purpose.URGE: "đôn đốc thực hiện chế độ báo cáo theo {plan}",
    Purpose.FORWARD: "triển khai [tên văn bản cấp trên]",
    Purpose.INVITE: "đề nghị báo cáo kết quả thực hiện {plan}",
    Purpose.OTHER: "[trích yếu nội dung]",
}

_TEXTS = {
    Purpose.URGE: (
        "Thực hiện {plan}, {office} theo dõi việc gửi báo cáo của các đơn vị. Qua tổng hợp,"
        " {late}.\n"
        "Để kịp tổng hợp chung, {office} đề nghị các đơn vị:\n"
        "1. Gửi báo cáo trên hệ thống trước ngày [ngày, tháng, năm].\n"
        "2. Rà soát, bổ sung bản ghi hoạt động và tài liệu kiểm chứng còn thiếu.\n"
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị phản ánh về {office} để"
        " cùng tháo gỡ"
    ),
    Purpose.FORWARD: (
        "{office} nhận được [tên loại, số, ngày, cơ quan ban hành, trích yếu của văn bản cấp trên]"
        " (gửi kèm).\n"
        "Để triển khai thống nhất với {plan}, {office} đề nghị các đơn vị:\n"
        "1. Nghiên cứu, tổ chức thực hiện văn bản nêu trên.\n"
        "2. Ghi kết quả thực hiện trên hệ thống và nêu trong báo cáo định kỳ"
    ),
    Purpose.INVITE: (
        "Để có cơ sở tổng hợp kết quả thực hiện {plan}, {office} đề nghị các đơn vị báo cáo:\n"
        "1. Nội dung: [nội dung báo cáo].\n"
        "2. Thời gian lấy số liệu: từ ngày [ngày] đến ngày [ngày].\n"
        "3. Thời hạn gửi: trước ngày [ngày, tháng, năm], trên hệ thống"
    ),
    Purpose.OTHER: "[nội dung văn bản]",
}
