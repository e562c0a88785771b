"""Filling a draft with its figures, and knowing when they have to be counted again.

What was filled in is kept beside the draft: opening a report, saving in it and submitting it read
those rows instead of the whole year. They hold as long as the day is the same, no entry and no
state of the unit has been posted, and nothing that could mean another figure was done by anybody.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Func, Q, QuerySet, Subquery

from songhanh.engines import counting
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.clock import day_of
from songhanh.ledger.models import Entry, Measure, StateRow
from songhanh.programme.rules.queries import data_window_of, form_of
from songhanh.records.recording.kinds import kinds
from songhanh.registry.orgunits.queries import nearest_versions
from songhanh.reporting.difficulties.drawing import said_by_unit
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.queries import Obligation, obligation_of
from songhanh.reporting.submissions.bringing import brought_into, joined
from songhanh.reporting.submissions.enums import Section, SubmissionKind
from songhanh.reporting.submissions.figures import columns
from songhanh.reporting.submissions.gathering import Gathered, Owners, Span, gather, report_day
from songhanh.reporting.submissions.models import (
    DraftFigure,
    Filling,
    Snapshot,
    SnapshotFigure,
    Submission,
)
from songhanh.reporting.submissions.routing import route_of
from songhanh.reporting.submissions.telling import told_by, untold_in
from songhanh.results.values.definitions import definition_words

_A_DAY = timedelta(days=1)
_ON_ITS_WAY = timedelta(seconds=10)
"""How long somebody else's transaction may take between its moment and its end."""

_FEW_UNITS = 500

_HARMLESS = (
    "account.",
    "consolidation.",
    "data_request.",
    "document.",
    "feed.",
    "import_job.",
    "job.",
    "obligation.first_met",
    "obligation.remind",
    "reminder.",
    "submission.",
)
"""What is done without changing a figure; records tell of themselves by entries and states."""


# ---------------------------------------------------------------- freshness ----


def is_fresh(filling: Filling, span: Span, at: datetime) -> bool:
    """Whether counting again would give the same figures. One statement."""
    if (filling.as_of, filling.until) != (span.as_of, span.until):
        return False
    if not filling.filled_at - _A_DAY < at < filling.filled_at + _A_DAY:
        return False
    entries, states = _marks(filling.unit_ids)
    marks = Filling.objects.filter(pk=filling.pk).values_list(
        Subquery(entries), Subquery(states), Exists(_defining(filling.filled_at))
    )
    entry_mark, state_mark, defined = marks.get()
    known = entry_mark or 0, state_mark or 0
    return not defined and known == (filling.entry_mark, filling.state_mark)


def _marks(unit_ids: list[int]) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    """How many entries and state rows the units have: both only grow. Of very many, the newest."""
    if len(unit_ids) > _FEW_UNITS:
        newest = Func(F("pk"), function="MAX")
        return (
            Entry.objects.order_by().annotate(mark=newest).values("mark"),
            StateRow.objects.order_by().annotate(mark=newest).values("mark"),
        )
    number = Func(F("pk"), function="COUNT")
    measures = Measure.objects.values("pk")
    entries = Entry.objects.filter(measure__in=measures, unit_id__in=unit_ids).order_by()
    states = StateRow.objects.filter(unit_id__in=unit_ids).order_by()
    return (
        entries.annotate(mark=number).values("mark"),
        states.annotate(mark=number).values("mark"),
    )


def _defining(since: datetime) -> QuerySet[AuditEntry]:
    """Facts that may have changed what a figure means: of plans, units, rules, decisions."""
    begins = (*_HARMLESS, *(f"{kind.code}." for kind in kinds()))
    harmless = f"^({'|'.join(map(re.escape, begins))})"  # one condition: thirty take long to write
    return AuditEntry.objects.filter(~Q(verb__regex=harmless), at__gte=since - _ON_ITS_WAY)


# ------------------------------------------------------------------ filling ----


def span_of(submission: Submission, on: date) -> Span:
    """The days a report counts that is written on a day.

    Volumes belong to the data window of the rule (its cut-off); a supplement goes on where the
    report itself ended, and no further than the window: what comes later is the next report's.
    """
    day = report_day(submission.period_value, on)
    window = data_window_of(submission.rule, submission.period_value)
    if submission.is_supplement:
        last = min(window.last, day)
        return Span(told_until(submission) + _A_DAY, last, last)
    return Span(window.first, min(window.last, day), day)


def frozen_span(snapshot: Snapshot) -> Span:
    """The days a frozen version counts."""
    submission, until = snapshot.submission, snapshot.until or snapshot.as_of
    first = span_of(submission, snapshot.as_of).first
    return Span(first, snapshot.as_of, until)


def told_until(submission: Submission) -> date:
    """The last day the report itself counts, that a supplement goes on from."""
    snapshot = main_snapshot(submission)
    return snapshot.as_of if snapshot else submission.period_value.first - _A_DAY


def may_be_supplemented(submission: Submission, on: date) -> bool:
    """Whether days of the window lie between the report's last day and today, or a unit ended that
    the report does not tell of.
    """
    window = data_window_of(submission.rule, submission.period_value)
    if told_until(submission) < min(window.last, on - _A_DAY):
        return True
    filling = getattr(submission, "filling", None) if _has_read_filling(submission) else None
    return filling is not None and bool(untold_in(submission, filling))


def _has_read_filling(submission: Submission) -> bool:
    """Whether the filling was read along: a page that just asks for a rule reads nothing more."""
    return bool(Submission._meta.get_field("filling").is_cached(submission))


def main_snapshot(submission: Submission) -> Snapshot | None:
    """The newest version of the report a supplement belongs to."""
    found = Snapshot.objects.filter(
        submission__rule_id=submission.rule_id,
        submission__unit_id=submission.unit_id,
        submission__period=submission.period,
        submission__kind=SubmissionKind.MAIN,
    )
    return found.order_by("-number").first()


def filled(submission: Submission, span: Span, at: datetime) -> Filling:
    """The filling of a submission, counted again where it does not hold any more."""
    if _has_read_filling(submission):
        filling: Filling | None = getattr(submission, "filling", None)
    else:
        filling = Filling.objects.filter(pk=submission.pk).defer("definitions").first()
    if filling is not None and is_fresh(filling, span, at):
        return filling
    return _fill(submission, span, at)


def _fill(submission: Submission, span: Span, at: datetime) -> Filling:
    period = submission.period_value
    with transaction.atomic():
        Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        form = form_of(submission.rule)
        owed = obligation_of(
            submission.rule,
            unit_id=submission.unit_id,
            period=submission.period,
            as_of=day_of(at),
        )
        covered = owed.covered_units if owed else ()
        late = _told_late(submission, owed)
        gathered = gather(submission.plan, submission.unit_id, period, span, covered, late)
        brought = None if submission.is_supplement else brought_into(submission)
        told = joined(gathered.figures, brought)
        asked = [figure for figure in told if form.asks_figure(figure.key)]
        previous = previous_snapshot(submission)
        filling, _made = Filling.objects.update_or_create(
            submission=submission,
            defaults={
                "as_of": span.as_of,
                "until": span.until,
                "filled_at": at,
                "previous": previous,
                "sections": {
                    section: form.heading(section)
                    for section in Section.values
                    if form.asks_text(section)
                },
                "drawn": _drawn(submission, span.until),
                "brought": brought.source if brought else "",
                "definitions": [[one.ordinal, definition_words(one)] for one in gathered.specs],
                **_owed(submission, owed, day_of(at)),
                **_marked(gathered),
            },
        )
        filling.figures.all().delete()
        last = last_values(previous)
        DraftFigure.objects.bulk_create(
            DraftFigure(
                filling=filling,
                position=position,
                last_value=last.get(comparable(figure.key)),
                entries=list(gathered.entries.get(figure.key, ())),
                **columns(figure),
            )
            for position, figure in enumerate(asked, start=1)
        )
    submission.filling = filling
    return filling


def _told_late(submission: Submission, owed: Obligation | None) -> Owners | None:
    """The ended units that a supplement tells of from the beginning: the report had been sent."""
    if owed is None or not owed.takes_over or not submission.is_supplement:
        return None
    told = told_by({owed.key}, SubmissionKind.MAIN).get(owed.key, frozenset())
    units = frozenset({one.unit_id for one in owed.takes_over} - told)
    first = data_window_of(submission.rule, submission.period_value).first
    return Owners(units, first, told_until(submission)) if units else None


def _drawn(submission: Submission, on: date) -> dict[str, str]:
    """The two sections that begin with what the unit sent and nobody has answered yet."""
    hindered, proposed = said_by_unit(submission.plan, submission.unit_id, on)
    return {Section.DIFFICULTIES.value: hindered, Section.SUGGESTIONS.value: proposed}


def _marked(gathered: Gathered) -> dict[str, object]:
    unit_ids = sorted(gathered.unit_ids)
    entries, states = _marks(unit_ids)
    return {
        "unit_ids": unit_ids,
        "entry_mark": entries.get()["mark"] or 0,
        "state_mark": states.get()["mark"] or 0,
    }


def _owed(submission: Submission, owed: Obligation | None, on: date) -> dict[str, object]:
    """What is owed until when and for whom else; the name of the unit where nothing is."""
    if owed is None:
        version = nearest_versions([submission.unit_id], on).get(submission.unit_id)
        name = version.name if version else ""
        return {"is_owed": False, "unit_name": name, "takes_over": [], "takes_over_ids": []}
    return {
        "is_owed": True,
        "takes_over": [ended.name for ended in owed.takes_over],
        "takes_over_ids": [ended.unit_id for ended in owed.takes_over],
        "unit_name": owed.unit_name,
        "last_day": owed.last_day,
        "is_waived": owed.state == ObligationState.WAIVED,
        "via": owed.via,
        "addressees": list(owed.addressees),
        "route": [
            [step.unit_id, step.name]
            for step in route_of(owed.via, owed.addressees, unit_id=owed.unit_id, on=on)
        ],
    }


def state_of(filling: Filling, first_sent: date | None, on: date) -> ObligationState:
    """How the obligation stands on a day, by what the filling knows of it."""
    state = counting.obligation_state(
        filling.last_day, first_sent, waived=filling.is_waived, as_of=on
    )
    return ObligationState(state.value)


# --------------------------------------------------------- the report before ----


def previous_snapshot(submission: Submission) -> Snapshot | None:
    """The unit's report of the period before, in the same plan and of the same rhythm."""
    found = Snapshot.objects.filter(
        submission__plan_id=submission.plan_id,
        submission__unit_id=submission.unit_id,
        submission__rule__kind=submission.rule.kind,
        submission__kind=SubmissionKind.MAIN,
        submission__period__lt=submission.period,
    )
    return found.order_by("-submission__period", "-number").first()


def last_values(previous: Snapshot | None) -> Mapping[str, Decimal | None]:
    """The values of a report, by what they are compared under in the next one."""
    if previous is None:
        return {}
    rows = SnapshotFigure.objects.filter(snapshot=previous).values_list("key", "value")
    return {comparable(key): value for key, value in rows}


def comparable(key: str) -> str:
    """A key without its year: ``target:II.2:2026-Q3`` is compared under ``target:II.2:Q3``."""
    head, _, period = key.rpartition(":")
    if head.count(":") == 0:
        return key
    return f"{head}:{period[5:]}"


@dataclass(frozen=True)
class Deadline:
    """Until when a report is owed and how it stands, as its page shows it."""

    plan_title: str
    addressees: tuple[str, ...]
    via: str
    last_day: date | None
    state: ObligationState

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(self.state.label)


def deadline_of(
    submission: Submission, filling: Filling, first_sent: date | None, on: date
) -> Deadline | None:
    """The deadline by the filling; None when the unit owes no such report any more."""
    if not filling.is_owed:
        return None
    return Deadline(
        plan_title=submission.plan.title,
        addressees=tuple(filling.addressees),
        via=filling.via,
        last_day=filling.last_day,
        state=state_of(filling, first_sent, on),
    )
