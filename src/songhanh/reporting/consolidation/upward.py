"""What a frozen round gives to the report that the plan above asks for."""

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from songhanh.foundation.ui.formats import period_text
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.consolidation.queries import frozen_sheet
from songhanh.reporting.consolidation.sheets import Sheet
from songhanh.reporting.obligations.queries import Obligation
from songhanh.reporting.submissions.bringing import AddedUp
from songhanh.reporting.submissions.figures import Figure
from songhanh.reporting.submissions.gathering import unit_figures


def added_up(frozen: FrozenConsolidation, owed: Obligation) -> AddedUp:
    """The sums of the approved reports as they were frozen, for the report of an obligation above.

    The targets of the plan above are worked out anew over all units: a share is never averaged. An
    office that has a territory does so in any report of its own; for another one (a department
    that reports for its province) they are those of the territory on the day of the round.
    """
    consolidation, sheet = frozen.consolidation, frozen_sheet(frozen)
    counts = tuple(
        replace(one.figure, value=one.reported, provisional=one.with_waiting)
        for one in sheet.totals
    )
    with translation.override("vi"):  # stands in an official report
        source = _("bản tổng hợp %(plan)s, %(period)s, chốt lần %(number)s") % {
            "plan": consolidation.plan.number or consolidation.plan.code,
            "period": period_text(consolidation.period),
            "number": frozen.number,
        }
    return AddedUp(
        source=source,
        digest=frozen.content_hash,
        adds_own=owed.unit_id not in {one.unit_id for one in sheet.members},
        figures=(*_targets_above(frozen, owed, sheet), *counts),
    )


def _targets_above(
    frozen: FrozenConsolidation, owed: Obligation, sheet: Sheet
) -> tuple[Figure, ...]:
    issuer_id = frozen.consolidation.plan.issuer_id
    if owed.unit_id == issuer_id:
        return ()
    figures = unit_figures(owed.plan, issuer_id, sheet.period, sheet.as_of)
    return tuple(one for one in figures if one.is_target)
