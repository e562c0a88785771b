"""Where a report begins: at an obligation of the own unit."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.rules.enums import RuleKind
from songhanh.programme.rules.models import ReportingRule
from songhanh.records.recording.queries import units_recorded_by
from songhanh.reporting.obligations.queries import Obligation, obligation_of, obligations
from songhanh.reporting.submissions.actions import begin_submission
from songhanh.reporting.submissions.errors import NotOwedError
from songhanh.reporting.submissions.models import Submission
from songhanh.reporting.submissions.queries import submission_of
from songhanh.reporting.submissions.rules import can_report, can_report_for


@signed_in
def new(request: ActingRequest) -> HttpResponse:
    """Begin the report of an obligation; without one named, the unit's obligations to choose."""
    require(can_report(request.acting))
    named = request.POST if request.method == "POST" else request.GET
    if "rule" not in named:
        return _choose(request)
    owed = _owed(request, named.get("rule", ""), named.get("period", ""), named.get("unit", ""))
    if owed.rule.kind == RuleKind.SUMMARY:
        return redirect("consolidation:list")
    existing = submission_of(owed.rule, owed.unit_id, owed.period)
    if existing is not None:
        return redirect("submissions:show", pk=existing.pk)
    if request.method == "POST":
        begun = begin_submission(
            owed.rule,
            unit_id=owed.unit_id,
            period=owed.period,
            acting=request.acting,
            at=now(),
        )
        return redirect("submissions:edit", pk=begun.pk)
    return render(request, "submissions/new.html", {"owed": owed})


def _choose(request: ActingRequest) -> HttpResponse:
    own = units_recorded_by(request.acting, today())
    on = today()
    owed = [
        _Choice(one, submission_of(one.rule, one.unit_id, one.period))
        for one in obligations(as_of=on, unit_ids=own, years={on.year - 1, on.year, on.year + 1})
        if one.rule.kind != RuleKind.SUMMARY
    ]
    return render(request, "submissions/choose.html", {"choices": owed})


@dataclass(frozen=True)
class _Choice:
    """An obligation of the own unit, and the report that meets it."""

    obligation: Obligation
    submission: Submission | None

    @property
    def address(self) -> str:
        """Where to go on: the report, or the page that begins it."""
        if self.submission is not None:
            return reverse("submissions:show", args=[self.submission.pk])
        one = self.obligation
        named: dict[str, str | int] = {
            "rule": one.rule.pk,
            "period": one.period,
            "unit": one.unit_id,
        }
        query = urlencode(named)
        return f"{reverse('submissions:new')}?{query}"


def _owed(request: ActingRequest, rule: str, period: str, unit: str) -> Obligation:
    """The obligation the address names, of a plan and a unit within reach."""
    plans = plans_visible_to(request.acting, today())
    rules = ReportingRule.objects.filter(element__plan__in=plans).select_related("element__plan")
    if not rule.isdecimal() or not (unit.isdecimal() or unit == ""):
        raise Http404
    named = get_object_or_404(rules, pk=int(rule))
    unit_id = int(unit) if unit else request.acting.unit_id or 0
    require(can_report_for(request.acting, unit_id, today()))
    owed = obligation_of(named, unit_id=unit_id, period=period, as_of=today())
    if owed is None:
        raise NotOwedError(period)
    return owed
