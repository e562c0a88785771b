"""Which submissions somebody may see; drafts and frozen versions for pages and documents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from songhanh.engines.counting import Period
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of, end_of
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.records.recording.queries import units_recorded_by, units_seen_by
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries import names_on, search_units
from songhanh.reporting.obligations.queries import Obligation, obligations
from songhanh.reporting.submissions.enums import Outcome, Section, SubmissionKind, SubmissionState
from songhanh.reporting.submissions.figures import Explained, Figure
from songhanh.reporting.submissions.filling import filled, span_of
from songhanh.reporting.submissions.freezing import FrozenContent, ProvingFile
from songhanh.reporting.submissions.models import (
    Decision,
    DraftFigure,
    Filling,
    ReadMark,
    Snapshot,
    SnapshotText,
    Submission,
)
from songhanh.reporting.submissions.narrative import skeleton, supplement_words
from songhanh.reporting.submissions.routing import Step

Key = tuple[int, int, str]
"""Rule, unit, period: what names an obligation and its submission."""


WITH_ITS_UNIT = frozenset({SubmissionState.DRAFT, SubmissionState.RECALLED})
"""States in which nobody else sees a report."""


def submissions_visible_to(acting: Acting, on: date) -> QuerySet[Submission]:
    """Those of the branch that were submitted, and drafts of the units somebody reports for."""
    found = Submission.objects.select_related("plan", "rule__element")
    seen = units_seen_by(acting, on)
    if seen is None:
        return found
    own = Q(unit_id__in=units_recorded_by(acting, on))
    return found.filter(own | (Q(unit_id__in=seen) & ~Q(state__in=WITH_ITS_UNIT)))


def waiting_for(acting: Acting, on: date) -> QuerySet[Submission]:
    """Submitted reports of the branch that the acting person may decide about, oldest first."""
    waiting = submissions_visible_to(acting, on).filter(state=SubmissionState.SUBMITTED)
    turn = Q(awaits_id=acting.unit_id) | Q(awaits=None)
    return waiting.filter(turn).exclude(unit_id=acting.unit_id).order_by("changed_at", "pk")


def sorted_for_list(submissions: QuerySet[Submission], on: date) -> QuerySet[Submission]:
    """With what lists sort by: the folded name of the unit, and who waits for an answer first."""
    names = UnitVersion.objects.filter(unit_id=OuterRef("unit_id")).filter(
        Q(valid_from=None) | Q(valid_from__lte=on)
    )
    newest = names.order_by("-valid_to", "-valid_from")
    return submissions.annotate(
        unit_name=Subquery(newest.values("folded_name")[:1]),
        turn=Case(
            When(state=SubmissionState.SUBMITTED, then=Value(0)),
            When(state=SubmissionState.RETURNED, then=Value(1)),
            When(state=SubmissionState.DRAFT, then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        ),
    )


def of_units_named(submissions: QuerySet[Submission], text: str, on: date) -> QuerySet[Submission]:
    """Those of units found by a name or code."""
    found = search_units(text, on=on, with_ended=True)
    return submissions.filter(unit_id__in=found.values("unit_id"))


@dataclass(frozen=True)
class Row:
    """A submission in a list, with the name of its unit and its obligation's state."""

    submission: Submission
    unit_name: str
    obligation: Obligation | None


def rows_of(submissions: Iterable[Submission], on: date) -> list[Row]:
    """Lines of a list; what is owed is worked out once per plan."""
    listed = list(submissions)
    names = names_on({one.unit_id for one in listed}, on)
    owed: dict[Key, Obligation] = {}
    for plan in {one.plan for one in listed}:
        own = [one for one in listed if one.plan_id == plan.pk]
        units = {one.unit_id for one in own}
        ends = {one.period_value.last.year for one in own}
        years = ends | {year + 1 for year in ends}  # a report may be due in the following year
        found = obligations(plan=plan, as_of=on, unit_ids=units, years=years)
        owed |= {one.key: one for one in found}
    return [Row(one, names.get(one.unit_id, ""), owed.get(key_of(one))) for one in listed]


def key_of(submission: Submission) -> Key:
    """What names it."""
    return submission.rule_id, submission.unit_id, submission.period


def submission_of(
    rule: ReportingRule, unit_id: int, period: str, kind: str = SubmissionKind.MAIN
) -> Submission | None:
    """The submission that meets an obligation; None while nobody has begun one."""
    found = Submission.objects.filter(rule=rule, unit_id=unit_id, period=period, kind=kind)
    return found.select_related("plan", "rule__element").first()


# ----------------------------------------------------------------- drafts ----


@dataclass(frozen=True)
class Draft:
    """A submission as its unit works on it: today's figures, its own words and explanations.

    ``last`` has the values of the report before; ``versions`` those of texts and explanations, by
    section and by figure; what nobody wrote yet has none. ``rows`` are the figures with the entries
    behind them, which are read only when somebody asks.
    """

    submission: Submission
    period: Period
    filling: Filling
    rows: tuple[DraftFigure, ...]
    figures: tuple[Figure, ...]
    last: dict[str, Decimal | None]
    texts: dict[str, str]
    explained: dict[str, Explained]
    versions: dict[str, int]

    @property
    def as_of(self) -> date:
        """The last day whose figures are counted."""
        return self.filling.as_of


def draft_of(submission: Submission, at: datetime, *, with_entries: bool = False) -> Draft:
    """The draft with the figures known at a moment; parts nobody wrote begin with the skeleton."""
    span = span_of(submission, day_of(at))
    filling = filled(submission, span, at)
    found = filling.figures.all()
    rows = tuple(found if with_entries else found.defer("entries"))
    figures = tuple(row.figure for row in rows)
    written = list(submission.texts.all())
    explained = list(submission.explanations.all())
    begun = skeleton(figures, submission.period_value, filling.as_of)
    if submission.is_supplement:
        begun = supplement_words(figures, span.first, filling.as_of)
    begun |= {section: text for section, text in filling.drawn.items() if text}
    return Draft(
        submission=submission,
        period=submission.period_value,
        filling=filling,
        rows=rows,
        figures=figures,
        last={row.key: row.last_value for row in rows},
        texts=_asked_texts(filling, begun | {row.section: row.text for row in written}),
        explained={row.key: Explained(row.value, row.reason) for row in explained},
        versions={row.section: row.version for row in written}
        | {row.key: row.version for row in explained},
    )


def _asked_texts(filling: Filling, texts: Mapping[str, str]) -> dict[str, str]:
    """The parts of the text the form asks for; the others are empty."""
    asked = filling.sections
    return {section: texts[section] if section in asked else "" for section in Section.values}


def text_before(filling: Filling) -> dict[str, str] | None:
    """The text of the report of the period before; None without one."""
    if filling.previous_id is None:
        return None
    rows = SnapshotText.objects.filter(snapshot_id=filling.previous_id)
    found = {row.section: row.text for row in rows}
    return {section: found.get(section, "") for section in Section.values}


def last_text(submission: Submission) -> dict[str, str] | None:
    """The text of the unit's last report before this one in the same plan; None without one."""
    earlier = (
        Snapshot.objects.filter(
            submission__plan_id=submission.plan_id,
            submission__unit_id=submission.unit_id,
            submission__kind=submission.kind,
        )
        .exclude(submission_id=submission.pk)
        .order_by("-taken_at")
        .first()
    )
    return texts_of(earlier) if earlier else None


# ----------------------------------------------------------------- frozen ----


def snapshots_of(submission: Submission) -> list[Snapshot]:
    """Its versions, the newest first."""
    found = Snapshot.objects.filter(submission=submission).order_by("-number")
    read = ReadMark.objects.filter(snapshot=OuterRef("pk"))
    listed: list[Snapshot] = list(
        found.select_related("acting_user").annotate(was_read=Exists(read))
    )
    for one in listed:
        one.submission = submission  # with all that was fetched along
    return listed


def was_read(snapshot: Snapshot) -> bool:
    """Whether somebody who decides has opened a version of ``snapshots_of``."""
    return bool(vars(snapshot)["was_read"])


def newest_snapshots(
    plan: PlanDocument, unit_id: int, period: str, *, until: date | None = None
) -> list[Snapshot]:
    """The newest version of each submission of a unit for a period, in the plan's order.

    ``until`` leaves out versions frozen after the end of that day.
    """
    found = Snapshot.objects.filter(
        submission__plan=plan,
        submission__unit_id=unit_id,
        submission__period=period,
        submission__kind=SubmissionKind.MAIN,
    ).select_related("submission__plan", "submission__rule__element")
    if until is not None:
        found = found.filter(taken_at__lt=end_of(until))
    newest: dict[int, Snapshot] = {}
    for snapshot in found.order_by("submission__rule__element__position", "-number"):
        newest.setdefault(snapshot.submission_id, snapshot)
    return list(newest.values())


def approved_snapshots(rule: ReportingRule, period: str) -> dict[int, Snapshot]:
    """The approved version of every unit that has one, by unit."""
    found = Snapshot.objects.filter(
        submission__rule=rule,
        submission__period=period,
        submission__kind=SubmissionKind.MAIN,
        decisions__outcome=Outcome.APPROVED,
    )
    found = found.select_related("submission").prefetch_related("figures", "texts")
    return {snapshot.submission.unit_id: snapshot for snapshot in found}


def figures_of(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The frozen figures in their order."""
    return tuple(row.figure for row in snapshot.figures.all())


def explained_of(snapshot: Snapshot) -> dict[str, Explained]:
    """The frozen explanations, by figure."""
    return {
        row.key: Explained(row.explained_value, row.reason)
        for row in snapshot.figures.all()
        if row.reason
    }


def texts_of(snapshot: Snapshot) -> dict[str, str]:
    """The frozen text, by section in the order of the report."""
    rows = {row.section: row.text for row in snapshot.texts.all()}
    return {section: rows.get(section, "") for section in Section.values}


def content_of(snapshot: Snapshot) -> FrozenContent:
    """The frozen content as its rows have it, to be held against its seal."""
    submission = snapshot.submission
    figures = list(snapshot.figures.prefetch_related("entries"))
    return FrozenContent(
        plan_code=submission.plan.code,
        rule_key=submission.rule.element.key,
        unit_code=snapshot.unit_code,
        unit_name=snapshot.unit_name,
        period=submission.period,
        number=snapshot.number,
        taken_at=snapshot.taken_at,
        as_of=snapshot.as_of,
        figures=tuple(row.figure for row in figures),
        entries={row.key: tuple(one.entry_id for one in row.entries.all()) for row in figures},
        explained=explained_of(snapshot),
        texts=texts_of(snapshot),
        files=tuple(
            ProvingFile(one.record_kind, one.record_id, one.sha256) for one in snapshot.files.all()
        ),
        definitions={one.ordinal: one.words for one in snapshot.definitions.all()},
        until=snapshot.until or snapshot.as_of,
        kind=submission.kind,
        route=tuple(Step(one.unit_id, one.name) for one in snapshot.steps.all()),
    )


def is_intact(snapshot: Snapshot) -> bool:
    """Whether the rows still are what was sealed."""
    return content_of(snapshot).content_hash == snapshot.content_hash


@dataclass(frozen=True)
class Change:
    """What is different between two versions, in words of a report."""

    name: str
    before: str
    after: str


def changes_between(old: Snapshot, new: Snapshot) -> list[Change]:
    """What the newer version says otherwise: figures, explanations, text."""
    before = {figure.key: figure for figure in figures_of(old)}
    after = {figure.key: figure for figure in figures_of(new)}
    changes = []
    for key in [*after, *(key for key in before if key not in after)]:
        named = after.get(key) or before[key]
        said = [(one[key].value_text if key in one else "") for one in (before, after)]
        if said[0] != said[1]:
            changes.append(Change(named.name, said[0], said[1]))
    changes += _explanations_changed(old, new, before | after)
    texts = texts_of(old), texts_of(new)
    changes += [
        Change(str(section.label), texts[0][section], texts[1][section])
        for section in Section
        if texts[0][section] != texts[1][section]
    ]
    return changes


def _explanations_changed(old: Snapshot, new: Snapshot, figures: dict[str, Figure]) -> list[Change]:
    said = explained_of(old), explained_of(new)
    return [
        Change(figures[key].name, _said(said[0].get(key)), _said(said[1].get(key)))
        for key in figures
        if said[0].get(key) != said[1].get(key)
    ]


def _said(explained: Explained | None) -> str:
    if explained is None:
        return ""
    value = "" if explained.value is None else f"{explained.value.normalize():f}: "
    return value + explained.reason


@dataclass(frozen=True)
class Answers:
    """The answers to a submission's versions, the newest first, and the remarks they pinned."""

    decisions: tuple[Decision, ...]
    remarks: Mapping[int, dict[str, list[str]]]
    """By version, then by cell."""

    def on(self, snapshot: Snapshot) -> dict[str, list[str]]:
        """The remarks on one version, by cell."""
        return self.remarks.get(snapshot.pk, {})

    def open_return(self, submission: Submission) -> Decision | None:
        """The return the unit has to answer now; None where none is open."""
        if submission.state != SubmissionState.RETURNED or not self.decisions:
            return None
        return self.decisions[0]


def answers_to(submission: Submission) -> Answers:
    """The answers to its versions with their remarks, with one look."""
    found = (
        Decision.objects.filter(snapshot__submission=submission)
        .select_related("snapshot", "acting_user")
        .annotate(cell=F("remarks__cell"), said=F("remarks__text"))
        .order_by("-decided_at", "-pk", "remarks__pk")
    )
    decisions: dict[int, Decision] = {}
    remarks: dict[int, dict[str, list[str]]] = {}
    for row in found:
        decisions.setdefault(row.pk, row)
        if row.cell:
            remarks.setdefault(row.snapshot_id, {}).setdefault(row.cell, []).append(row.said)
    return Answers(tuple(decisions.values()), remarks)


def first_sent(
    submission: Submission, snapshots: Sequence[Snapshot], answers: Answers
) -> date | None:
    """The day of the first version that was not recalled; it decides whether it was in time.

    Every version but the newest was answered or recalled.
    """
    answered = {one.snapshot_id for one in answers.decisions}
    recalled = submission.state == SubmissionState.RECALLED
    stood = [
        one
        for one in snapshots
        if one.pk in answered or (one.number == submission.versions and not recalled)
    ]
    return day_of(stood[-1].taken_at) if stood else None
