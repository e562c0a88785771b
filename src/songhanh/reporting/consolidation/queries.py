"""Rounds to consolidate, the sheet of one as it is now, and frozen versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet
from django.utils import translation

from songhanh.engines.counting import Period, parse_period
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import end_of
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.rules.enums import RuleKind
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import reporting_rules, senders_on, via_of
from songhanh.registry.orgunits.queries import members_of_words, names_over, territory_of
from songhanh.registry.roles.queries import visible_unit_ids
from songhanh.reporting.consolidation.board import kinds_of
from songhanh.reporting.consolidation.enums import LeadPart, MoneyUnit
from songhanh.reporting.consolidation.extras import extras_of
from songhanh.reporting.consolidation.lead import (
    funding_words,
    lead_words,
    own_plans,
    values_of,
)
from songhanh.reporting.consolidation.marks import plain_text
from songhanh.reporting.consolidation.models import (
    Consolidation,
    FrozenConsolidation,
    OutlierSetting,
)
from songhanh.reporting.consolidation.money import money_lines
from songhanh.reporting.consolidation.outliers import (
    Outlier,
    OutlierLimits,
    Reporter,
    outliers_of,
)
from songhanh.reporting.consolidation.sheets import (
    COLUMNS,
    Member,
    Reported,
    Sheet,
    Total,
    said_by_units,
    totals_of,
)
from songhanh.reporting.difficulties.drawing import summed_up
from songhanh.reporting.obligations.queries import (
    Obligation,
    obligations,
    obligations_of_round,
)
from songhanh.reporting.submissions.enums import Section, SubmissionKind, SubmissionState
from songhanh.reporting.submissions.gathering import count_figures, plan_figures, report_day
from songhanh.reporting.submissions.models import Snapshot, Submission
from songhanh.reporting.submissions.queries import (
    approved_snapshots,
    explained_of,
    figures_of,
    texts_of,
)


def plans_consolidated_by(acting: Acting, on: date) -> QuerySet[PlanDocument]:
    """Published plans whose issuer lies in the acting branch: the whole of them may be seen."""
    plans = plans_visible_to(acting, on).filter(published_at__isnull=False)
    branch = visible_unit_ids(acting, on)
    return plans if branch is None else plans.filter(issuer_id__in=branch)


@dataclass(frozen=True)
class Round:
    """One rule and period, with who owes and how far the reports are."""

    rule: ReportingRule
    plan: PlanDocument
    period: str
    last_day: date | None
    owed: int
    sent: int
    approved: int
    frozen: int


def rounds_of(plans: Iterable[PlanDocument], on: date) -> list[Round]:
    """The rounds whose period has begun, the latest first."""
    found: list[Round] = []
    for plan in plans:
        by_round: dict[tuple[int, str], list[Obligation]] = {}
        for one in obligations(plan=plan, as_of=on):
            if one.rule.kind != RuleKind.SUMMARY and parse_period(one.period).first <= on:
                by_round.setdefault((one.rule.pk, one.period), []).append(one)
        found += [_round(plan, owed) for owed in by_round.values()]
    return sorted(found, key=lambda one: (one.period, one.plan.code), reverse=True)


def _round(plan: PlanDocument, owed: list[Obligation]) -> Round:
    first = owed[0]
    consolidation = consolidation_of(first.rule, first.period)
    return Round(
        rule=first.rule,
        plan=plan,
        period=first.period,
        last_day=first.last_day,
        owed=len(owed),
        sent=sum(one.submitted_on is not None for one in owed),
        approved=len(approved_snapshots(first.rule, first.period)),
        frozen=consolidation.versions if consolidation else 0,
    )


def rules_with_period(plan: PlanDocument, period: str, on: date) -> list[ReportingRule]:
    """The rules that ask units for a report of the period, those with a printed day first."""
    owed = [one for one in obligations(plan=plan, as_of=on) if one.period == period]
    wanted = {one.rule.pk for one in owed if one.rule.kind != RuleKind.SUMMARY}
    dated = {one.rule.pk for one in owed if one.last_day is not None}
    rules = [rule for rule in reporting_rules(plan) if rule.pk in wanted]
    return sorted(rules, key=lambda rule: rule.pk not in dated)


def consolidation_of(rule: ReportingRule, period: str) -> Consolidation | None:
    """The consolidation of a round; None while nobody has begun it."""
    return Consolidation.objects.filter(rule=rule, period=period).first()


def sheet_of(
    rule: ReportingRule, period: Period, *, on: date, cut_off: date | None = None
) -> Sheet:
    """The round as it stands: what is approved by now, counted up to ``on`` or the cut-off.

    ``cut_off`` also leaves out reports first approved after it.
    """
    plan = PlanDocument.objects.get(pk=rule.element.plan_id)
    as_of = report_day(period, cut_off or on)
    members = _members(rule, plan, period, on=cut_off or on)
    unit_ids = {one.unit_id for one in members}
    counted = count_figures(unit_ids, period, as_of)
    sheet = Sheet(
        plan_code=plan.code,
        rule_key=rule.element.key,
        period=period,
        as_of=as_of,
        members=tuple(members),
        targets=plan_figures(plan, period, as_of),
        totals=totals_of(counted, members),
        texts={},
        extras=extras_of(plan, unit_ids, period, as_of),
    )
    consolidation = consolidation_of(rule, period.label)
    typed = [row.money for row in consolidation.money.all()] if consolidation else []
    unit = typed[0].unit if typed else MoneyUnit.DONG
    sheet = replace(sheet, money=money_lines(typed, sheet.extras, unit))
    written = {row.section: row.text for row in consolidation.texts.all()} if consolidation else {}
    return replace(sheet, texts=_first_words(plan, sheet) | written)


def _first_words(plan: PlanDocument, sheet: Sheet) -> dict[str, str]:
    """The text a consolidation begins with: the numbers as marks, then what the units wrote."""
    with translation.override("vi"):
        words = lead_words(sheet, funding_words(plan)) | said_by_units(sheet)
    units = {one.unit_id for one in sheet.members}
    told = summed_up(plan, units, (sheet.period.first, sheet.as_of))
    hindered = [told, words[Section.DIFFICULTIES.value]]
    words[Section.DIFFICULTIES.value] = "\n".join(part for part in hindered if part)
    return {part: words.get(part, "") for part in LeadPart.values}


def values_in(plan: PlanDocument, sheet: Sheet) -> dict[str, str]:
    """What each mark in the text of a round stands for now."""
    return values_of(sheet, own_plans(plan, sheet.as_of))


def resolved(plan: PlanDocument, sheet: Sheet) -> Sheet:
    """The round with every mark in its text as plain words, as it is frozen and printed."""
    with translation.override("vi"):
        values = values_in(plan, sheet)
    texts = {part: plain_text(text, values) for part, text in sheet.texts.items()}
    return replace(sheet, texts=texts)


def _members(rule: ReportingRule, plan: PlanDocument, span: Period, *, on: date) -> list[Member]:
    """Who owes the report, with what is approved and what waits.

    The consolidating unit is nobody's to approve: what it submitted is taken in as it is.
    """
    period, known = span.label, end_of(on)
    approved = approved_snapshots(rule, period)
    approved = {pk: one for pk, one in approved.items() if one.taken_at < known}
    waiting = {pk: one for pk, one in _waiting(rule, period).items() if one.taken_at < known}
    own = consolidating_units(plan, on) & waiting.keys()
    approved |= {pk: waiting.pop(pk) for pk in own if pk not in approved}
    sent = Submission.objects.filter(
        rule=rule, period=period, kind=SubmissionKind.MAIN, versions__gte=1
    )
    states = dict(sent.values_list("unit_id", "state"))
    owed = obligations_of_round(rule, period, as_of=on)
    names = names_over([one.unit_id for one in owed], first=span.first, last=on)
    return [
        Member(
            unit_id=one.unit_id,
            unit_code=one.unit_code,
            unit_name=str(names[one.unit_id]),
            state=states.get(one.unit_id, ""),
            timeliness=one.state.value,
            snapshot_id=approved[one.unit_id].pk if one.unit_id in approved else None,
            reported=_reported(approved.get(one.unit_id)),
            waiting=_reported(waiting.get(one.unit_id)),
        )
        for one in owed
    ]


def _waiting(rule: ReportingRule, period: str) -> dict[int, Snapshot]:
    """The newest version of every unit whose report is submitted and not decided about."""
    found = Snapshot.objects.filter(
        submission__rule=rule,
        submission__period=period,
        submission__state=SubmissionState.SUBMITTED,
        number=F("submission__versions"),
    )
    found = found.select_related("submission").prefetch_related("figures", "texts")
    return {snapshot.submission.unit_id: snapshot for snapshot in found}


def consolidating_units(plan: PlanDocument, on: date) -> set[int]:
    """Who adds up a plan's reports: whom its summary rules name, and whom reports pass through."""
    rules = list(reporting_rules(plan))
    summaries = [rule for rule in rules if rule.kind == RuleKind.SUMMARY]
    found = {one.unit_id for rule in summaries for one in senders_on(rule, on)[0]}
    ways = sorted({via for rule in rules if (via := via_of(rule))})
    if not ways:
        return found
    territory = territory_of(plan.issuer_id, on)
    meant, _unknown = members_of_words(ways, territory.pk if territory else None, on)
    return found | {one.unit_id for one in meant}


def _reported(snapshot: Snapshot | None) -> Reported | None:
    if snapshot is None:
        return None
    return Reported(figures_of(snapshot), texts_of(snapshot), explained_of(snapshot))


# --------------------------------------------------------------- outliers ----


def outlier_limits(plan: PlanDocument) -> OutlierLimits:
    """From when on a figure of the plan's reports stands out."""
    kept = OutlierSetting.objects.filter(plan=plan).first()
    if kept is None:
        return OutlierLimits()
    return OutlierLimits(kept.times_last, kept.spreads, kept.least_difference, kept.least_peers)


def outliers_in(rule: ReportingRule, sheet: Sheet, *, on: date) -> list[Outlier]:
    """The figures of a round that stand out, against the last period and against the peers."""
    last = approved_snapshots(rule, sheet.period.previous.label)
    kinds = kinds_of({one.unit_id for one in sheet.members}, on)
    reporters = [
        Reporter(one.unit_id, kinds.get(one.unit_id, ""), _values(one), _last(last, one))
        for one in sheet.members
        if one.reported or one.waiting
    ]
    return outliers_of(reporters, COLUMNS, outlier_limits(rule.element.plan))


def _values(member: Member) -> dict[str, Decimal | None]:
    reported = member.reported or member.waiting
    return {one.key: one.value for one in reported.figures} if reported else {}


def _last(last: Mapping[int, Snapshot], member: Member) -> dict[str, Decimal | None]:
    snapshot = last.get(member.unit_id)
    return {one.key: one.value for one in figures_of(snapshot)} if snapshot else {}


# ----------------------------------------------------------------- frozen ----


def frozen_versions(consolidation: Consolidation) -> list[FrozenConsolidation]:
    """Its frozen versions, the newest first."""
    found = FrozenConsolidation.objects.filter(consolidation=consolidation).order_by("-number")
    return list(found.select_related("consolidation__plan", "consolidation__rule__element"))


def newest_frozen(
    rule: ReportingRule, period: str, *, until: date | None = None
) -> FrozenConsolidation | None:
    """The newest frozen version of a round, of those frozen by the end of a day."""
    found = FrozenConsolidation.objects.filter(
        consolidation__rule=rule, consolidation__period=period
    )
    if until is not None:
        found = found.filter(frozen_at__lt=end_of(until))
    return found.select_related("consolidation__plan", "consolidation__rule__element").first()


def frozen_sheet(frozen: FrozenConsolidation) -> Sheet:
    """A frozen version as the value it was made of."""
    consolidation = frozen.consolidation
    rows = list(frozen.figures.all())
    members = frozen.members.prefetch_related("snapshot__figures", "snapshot__texts")
    texts = {row.section: row.text for row in frozen.texts.all()}
    return Sheet(
        plan_code=consolidation.plan.code,
        rule_key=consolidation.rule.element.key,
        period=parse_period(consolidation.period),
        as_of=frozen.as_of,
        members=tuple(
            Member(
                unit_id=one.unit_id,
                unit_code=one.unit_code,
                unit_name=one.unit_name,
                state=one.state,
                timeliness=one.timeliness,
                snapshot_id=one.snapshot_id,
                reported=_reported(one.snapshot),
            )
            for one in members
        ),
        targets=tuple(row.figure for row in rows if row.figure.is_target),
        totals=tuple(
            Total(row.figure, row.reported, row.with_waiting)
            for row in rows
            if not row.figure.is_target
        ),
        texts={part: texts.get(part, "") for part in LeadPart.values},
        extras=tuple(row.extra for row in frozen.extras.all()),
        money=tuple(row.money for row in frozen.money.all()),
    )


def owed_above(frozen: FrozenConsolidation, *, on: date) -> list[Obligation]:
    """The reports of the same period that the plan above asks of the consolidating office."""
    plan = frozen.consolidation.plan
    if plan.parent is None:
        return []
    units = {frozen.consolidation.unit_id, plan.issuer_id}
    return [
        one
        for one in obligations(plan=plan.parent, as_of=on, unit_ids=units)
        if one.period == frozen.consolidation.period and one.rule.kind != RuleKind.SUMMARY
    ]


def is_intact(frozen: FrozenConsolidation) -> bool:
    """Whether the rows still are what was sealed."""
    return frozen_sheet(frozen).content_hash(frozen.number) == frozen.content_hash
