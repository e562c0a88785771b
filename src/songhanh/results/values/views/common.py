"""What the pages of results share: the plan and target asked for, and the question put."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404

from songhanh.engines.counting import TargetResult, TargetSpec
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import every_wording, targets_of
from songhanh.records.recording.queries import units_seen_by
from songhanh.results.values.forms import ResultFilter
from songhanh.results.values.queries import results_of


def the_plan(request: ActingRequest, pk: int) -> PlanDocument:
    """A plan the person may read."""
    return get_object_or_404(plans_visible_to(request.acting, clock.today()), pk=pk)


def the_target(document: PlanDocument, pk: int, day: date) -> Target:
    """The target in the words that hold on a day; in its newest ones when it had none then."""
    named = get_object_or_404(every_wording(document), pk=pk)
    same = [
        one for one in targets_of(document, day) if one.element.identity == named.element.identity
    ]
    return same[0] if same else named


def require_seen(request: ActingRequest, unit_pk: int) -> None:
    """Let a unit outside the branch not be found."""
    seen = units_seen_by(request.acting, clock.today())
    if seen is not None and unit_pk not in seen:
        raise Http404


def asked_results(
    document: PlanDocument,
    form: ResultFilter,
    one: TargetSpec | None = None,
    unit_id: int | None = None,
    standing: str = "",
) -> list[TargetResult]:
    """The rows of a plan, or of one target, as a page's filters ask for them."""
    return results_of(
        document,
        as_of=form.day,
        known_on=form.known_day,
        standing=standing or form.standing_name,
        map=form.map_name,
        map_day=form.map_on,
        unit_id=unit_id,
        targets=[one] if one else None,
    )
