"""Own plans that come in a data package, with the standing the sender gives them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.programme.cascade.enums import DecisionKind, OwnPlanKind
from songhanh.programme.cascade.models import LocalPlan, LocalPlanDecision

SUBMITTED = "submitted"

_DECISIONS = {
    "accepted": DecisionKind.ACCEPTED,
    "returned": DecisionKind.RETURNED,
    "cancelled": DecisionKind.WITHDRAWN,
    "draft": DecisionKind.DRAFT,
    SUBMITTED: DecisionKind.UNDONE,
}
_STANDINGS = {kind: standing for standing, kind in _DECISIONS.items()}


@dataclass(frozen=True)
class GivenPlan:
    """An own plan as a package gives it; the moments are those that are to be believed."""

    external_id: str
    unit_id: int
    parent_id: int
    number: str
    issued_on: date | None
    standing: str
    registered_at: datetime
    decided_at: datetime


def standing_of(local: LocalPlan) -> str:
    """The standing a registered plan has now, in the words of data packages."""
    last = max(local.decisions.all(), key=lambda one: one.number, default=None)
    return SUBMITTED if last is None else _STANDINGS[DecisionKind(last.kind)]


def newest_by_id(ids: Sequence[str] | None = None) -> dict[str, LocalPlan]:
    """The newest row of each identifier; what was registered here bears one made of its key.

    Of what was registered here only the newest row of a need stands: the others were corrected.
    """
    rows = LocalPlan.objects.filter(kind=OwnPlanKind.PROGRAMME).prefetch_related("decisions")
    found: dict[str, LocalPlan] = {}
    here: dict[tuple[int, int], LocalPlan] = {}
    for row in rows.order_by("pk"):
        if row.external_id:
            found[row.external_id] = row
        else:
            here[row.parent_id, row.unit_id] = row
    found |= {f"local-{row.pk}": row for row in here.values()}
    return found if ids is None else {one: found[one] for one in ids if one in found}


def keep_given(given: Sequence[GivenPlan], *, acting: Acting, at: datetime) -> tuple[int, int, int]:
    """Keep the own plans of a package: how many were new, changed, and the same as before.

    A changed row is a new registration beside the old one; a changed standing alone is a decision.
    """
    known = newest_by_id([one.external_id for one in given])
    new = [one for one in given if one.external_id not in known]
    changed = [
        (known[one.external_id], one)
        for one in given
        if one.external_id in known and not _is_same(known[one.external_id], one)
    ]
    if new or changed:
        with recorded("localplan.import", acting=acting, at=at) as fact:
            fact.details = {"added": len(new), "changed": len(changed)}
            for one in new:
                _register(one, acting, one.registered_at, one.decided_at)
            for row, one in changed:
                _correct(row, one, acting, at)
    return len(new), len(changed), len(given) - len(new) - len(changed)


def _is_same(row: LocalPlan, one: GivenPlan) -> bool:
    return _says(row) == _said(one) and standing_of(row) == one.standing


def _says(row: LocalPlan) -> tuple[object, ...]:
    return row.unit_id, row.parent_id, row.number, row.issued_on


def _said(one: GivenPlan) -> tuple[object, ...]:
    return one.unit_id, one.parent_id, one.number, one.issued_on


def _correct(row: LocalPlan, one: GivenPlan, acting: Acting, at: datetime) -> None:
    if _says(row) == _said(one):
        _decide(row, _DECISIONS[one.standing], acting, at)
        return
    if (row.unit_id, row.parent_id) != (one.unit_id, one.parent_id):
        _decide(row, DecisionKind.WITHDRAWN, acting, at)
    _register(one, acting, at, at)


def _register(one: GivenPlan, acting: Acting, begun: datetime, decided: datetime) -> None:
    row = LocalPlan.objects.create(
        external_id=one.external_id,
        parent_id=one.parent_id,
        unit_id=one.unit_id,
        kind=OwnPlanKind.PROGRAMME,
        year=None,
        number=one.number,
        issued_on=one.issued_on,
        registered_by_id=acting.user_id,
        registered_at=begun,
    )
    if one.standing != SUBMITTED:
        _decide(row, _DECISIONS[one.standing], acting, decided)


def _decide(row: LocalPlan, kind: DecisionKind, acting: Acting, at: datetime) -> None:
    LocalPlanDecision.objects.create(
        local_plan=row,
        number=row.decisions.count() + 1,
        kind=kind,
        reason="" if kind == DecisionKind.ACCEPTED else _("Theo gói dữ liệu."),
        decided_by_id=acting.user_id,
        decided_at=at,
    )
