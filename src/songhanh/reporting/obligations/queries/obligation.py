"""An obligation as a value: one report owed by one unit for one period, on a day."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from songhanh.engines import counting
from songhanh.engines.counting import parse_period
from songhanh.foundation.ui.formats import period_text
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.senders import Ended
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.queries.decisions import Key


@dataclass(frozen=True)
class Obligation:
    """One report owed by one unit for one period (nghĩa vụ báo cáo), in its state on a day.

    ``period`` is empty for a report that is owed when it is asked for. ``last_day`` is the one that
    counts, ``printed_day`` the one by the rule; they differ where the report was put off.
    ``unmoved_day`` is that before it was moved off a day off. ``window`` are the days whose figures
    of volume belong to it; targets keep the calendar year. ``title`` is what somebody asked for
    beside the plan's regimes; empty for a regime of the plan. ``takes_over`` are the units that
    ended within the period and for which this unit answers; of the ``untold`` ones what it sent
    does not tell.
    """

    rule: ReportingRule
    plan: PlanDocument
    unit_id: int
    unit_code: str
    unit_name: str
    period: str
    last_day: date | None
    printed_day: date | None
    unmoved_day: date | None
    window: counting.Span | None
    state: ObligationState
    submitted_on: date | None
    via: str
    addressees: tuple[str, ...]
    title: str = ""
    takes_over: tuple[Ended, ...] = ()
    untold: tuple[Ended, ...] = ()

    @property
    def name(self) -> str:
        """What it is called: the title of what was asked for, else the report of its period."""
        if self.title:
            return self.title
        words = period_text(self.period) if self.period else _("khi có yêu cầu")
        return _("Báo cáo %(period)s") % {"period": words}

    @property
    def covered_units(self) -> frozenset[int]:
        """The unit and those it answers for: whose work its report tells of."""
        return frozenset({self.unit_id, *(one.unit_id for one in self.takes_over)})

    @property
    def key(self) -> Key:
        """What names it."""
        return self.rule.pk, self.unit_id, self.period

    @property
    def is_extended(self) -> bool:
        """Whether the unit has been given a later day than the plan prints."""
        return self.last_day != self.printed_day

    @property
    def is_moved(self) -> bool:
        """Whether the last day by the rule was a day off and gave way."""
        return self.printed_day != self.unmoved_day

    @property
    def cut_off(self) -> date | None:
        """The day on which its figures of volume are closed, where that is not the period's end."""
        if self.window is None or self.window.last == parse_period(self.period).last:
            return None
        return self.window.last

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(self.state.label)

    def as_json(self) -> dict[str, object]:
        """As ``obligations list`` prints it."""
        return {
            "plan": self.plan.code,
            "rule": self.rule.element.key,
            "kind": self.rule.kind,
            "unit": self.unit_code,
            "unit_name": self.unit_name,
            "period": self.period or None,
            "last_day": self.last_day,
            "state": str(self.state.value),
            "submitted_on": self.submitted_on,
            "to": list(self.addressees),
            "via": self.via or None,
        }
