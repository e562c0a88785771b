"""The note to whoever drafts a plan: what to look at, as a list and as an official letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from songhanh.engines.docwrite import (
    Block,
    Clause,
    DocumentKind,
    Item,
    OfficialDocument,
    Paragraph,
    Signature,
    write_document,
)
from songhanh.engines.docwrite.wording import date_in_words
from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.enums import Decision, Severity
from songhanh.programme.plans.models import Anomaly, PlanDocument
from songhanh.registry.orgunits.offices import office_of

NOTE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Points:
    """The findings of one weight that the drafter is told of."""

    severity: Severity
    findings: Sequence[Anomaly]


def note_of(plan: PlanDocument) -> list[Points]:
    """Findings that were not dismissed, the gravest first; empty weights are left out."""
    found = Anomaly.objects.filter(plan=plan).exclude(decision=Decision.DISMISSED)
    by_weight = {
        weight: [one for one in found.order_by("position", "pk") if one.severity == weight]
        for weight in Severity
    }
    return [Points(weight, rows) for weight, rows in by_weight.items() if rows]


def written_note(
    plan: PlanDocument, points: Sequence[Points], *, acting: Acting, on: date
) -> bytes:
    """The note as a letter of the acting unit to the issuer, a .docx file; in Vietnamese always."""
    with translation.override("vi"):
        return write_document(_letter(plan, points, acting, on))


def _letter(
    plan: PlanDocument, points: Sequence[Points], acting: Acting, on: date
) -> OfficialDocument:
    own = office_of(acting.unit_id or plan.issuer_id, on)
    issuer = office_of(plan.issuer_id, on)
    name = _("Kế hoạch số %(number)s") % {"number": plan.number} if plan.number else _("Kế hoạch")
    day = f" {date_in_words(plan.issued_on)}" if plan.issued_on else ""
    body: list[Block] = [
        Paragraph(
            _("Qua đọc %(name)s%(day)s “%(title)s”, %(own)s xin góp ý một số điểm sau:")
            % {"name": name, "day": day, "title": plan.title.rstrip(" ."), "own": own.name}
        )
    ]
    for one in points:
        body.append(Clause(_TITLES[one.severity](), is_title=True))
        body.extend(Item(_sentence(finding)) for finding in one.findings)
    body.append(
        Paragraph(
            _("Đề nghị %(issuer)s xem xét, hoàn thiện văn bản. Xin cảm ơn.")
            % {"issuer": issuer.name}
        )
    )
    return OfficialDocument(
        kind=DocumentKind.LETTER,
        superior_agency=own.superior,
        issuing_agency=own.issuing,
        symbol=own.symbol.removeprefix("BC-"),
        place=own.place,
        year=on.year,
        abstract=_("góp ý %(name)s") % {"name": name[:1].lower() + name[1:]},
        addressees=(issuer.name,),
        body=tuple(body),
        signature=Signature(position=own.position, authority=own.authority),
        archive="VT",
    )


_TITLES = {
    Severity.ERROR: lambda: _("Ngày, số liệu, thời hạn cần sửa"),
    Severity.WARNING: lambda: _("Nội dung đề nghị xem lại"),
    Severity.HINT: lambda: _("Gợi ý về câu chữ, trình bày"),
}


def _sentence(finding: Anomaly) -> str:
    """``Dòng 11, “…”: why. Đề nghị.``, as far as each is known."""
    place = _("Dòng %(line)s") % {"line": finding.line_from} if finding.line_from else ""
    quoted = f"“{finding.text[:160]}”" if finding.text else ""
    where = ", ".join(part for part in (place, quoted) if part)
    said = ". ".join(
        part.strip().rstrip(".") for part in (finding.why, finding.suggestion) if part.strip()
    )
    if finding.corrected_to:
        said += ". " + _("Đề nghị sửa thành “%(words)s”") % {"words": finding.corrected_to.strip()}
    return f"{where}: {said}." if where else f"{said}."
