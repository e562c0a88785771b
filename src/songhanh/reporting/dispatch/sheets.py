"""A document on its way as the metadata an office's document system takes over."""

import re
from datetime import date

from songhanh.registry.orgunits.enums import TERRITORIAL
from songhanh.registry.orgunits.models import UnitAlias
from songhanh.registry.orgunits.offices import committee_name, office_of
from songhanh.registry.orgunits.queries import nearest_versions
from songhanh.reporting.dispatch.metadata import Agency, DocumentMetadata
from songhanh.reporting.dispatch.models import Dispatch
from songhanh.reporting.documents.layouts import facts_of
from songhanh.reporting.documents.models import DrawnPdf

_IDENTIFIER = re.compile(r"^(?:[A-Y]\d{2}(?:\.[A-Z0-9]{1,3})*|\d{3}(?:\.[A-Z0-9]{2,3}){1,4})$")
"""Identifiers of agencies: QĐ 20/2020/QĐ-TTg ("H48.12"), and the older form ("000.00.12.H48")."""


def metadata_of(dispatch: Dispatch) -> DocumentMetadata:
    """The metadata of an issued document or plan."""
    assert dispatch.issued_on is not None  # noqa: S101 - asked of issued ones only
    office = office_of(dispatch.unit_id, dispatch.issued_on)
    rows = list(dispatch.recipients.all())
    units = {one.unit_id for one in rows if one.unit_id}
    known = _identifiers({dispatch.unit_id, *units})
    names = _names(units, dispatch.issued_on)
    document, plan = dispatch.document, dispatch.plan
    drawn = DrawnPdf.objects.filter(file_key=dispatch.file_key).first()
    return DocumentMetadata(
        sender=Agency(office.name, known.get(dispatch.unit_id, "")),
        receivers=[
            Agency(names.get(one.unit_id or 0, one.name), known.get(one.unit_id or 0, ""))
            for one in rows
        ],
        number=dispatch.number,
        notation=dispatch.symbol,
        place=document.place if document else (plan.issue_place if plan else office.place),
        issued_on=dispatch.issued_on,
        type_name=dispatch.kind[:1].upper() + dispatch.kind[1:],
        subject=dispatch.title,
        competence=document.signer_authority if document else _of(plan, "signatory_authority"),
        position=document.signer_position if document else _of(plan, "signatory_title"),
        signer=document.signer_name if document else _of(plan, "signatory_name"),
        pages=drawn.pages if drawn else None,
        annexes=[one.title for one in facts_of(document).annexes] if document else [],
        recipients=list(dict.fromkeys(one.words for one in rows)),
    )


def _of(plan: object, name: str) -> str:
    return str(getattr(plan, name, "") or "")


def _names(unit_ids: set[int], on: date) -> dict[int, str]:
    """The names of units as offices: a territory receives through its people's committee."""
    return {
        unit_id: committee_name(one) if one.kind in TERRITORIAL else one.name
        for unit_id, one in nearest_versions(unit_ids, on).items()
    }


def _identifiers(unit_ids: set[int]) -> dict[int, str]:
    """The identifier of a unit, where one is among its other names."""
    aliases = UnitAlias.objects.filter(unit_id__in=unit_ids)
    return {one.unit_id: one.text for one in aliases if _IDENTIFIER.match(one.text)}
