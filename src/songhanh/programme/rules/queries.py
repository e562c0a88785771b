"""Reporting rules of a plan, who owes their reports on a day, and their days as plain values."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, QuerySet

from songhanh.engines import counting
from songhanh.engines.planreader.reporting.frequency import kinds_in
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanHeader
from songhanh.programme.elements.wordings import ever_held
from songhanh.programme.rules.enums import PhrasePart
from songhanh.programme.rules.models import CampaignWindow, ReportingRule, SenderRule
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries import members_of, members_of_words, territory_of


def reporting_rules(plan: PlanHeader) -> QuerySet[ReportingRule]:
    """The reporting rules of a plan in its order, without removed ones.

    A repetition of a rule the plan states elsewhere owes nothing of its own and is left out.
    """
    return every_reporting_rule(plan).filter(duplicate_of="")


def every_reporting_rule(plan: PlanHeader) -> QuerySet[ReportingRule]:
    """The reporting rules of a plan as printed, repetitions included."""
    found = ReportingRule.objects.filter(element__plan_id=plan.pk)
    return _with_all(found.exclude(element__state=ElementState.REMOVED))


def _with_all(rules: QuerySet[ReportingRule]) -> QuerySet[ReportingRule]:
    return rules.select_related("element__plan", "sender").prefetch_related(
        "due_days", "phrases", "sender__parts"
    )


def rules_ever(plan: PlanHeader) -> QuerySet[ReportingRule]:
    """Rules that oblige or once obliged, in their newest words; repetitions are left out."""
    return _with_all(
        ReportingRule.objects.filter(
            ever_held(),
            element__plan_id=plan.pk,
            element__past_of__isnull=True,
            duplicate_of="",
        )
    )


def wordings_of(rules: Iterable[ReportingRule]) -> dict[int, list[ReportingRule]]:
    """The words each rule had, the oldest first and the newest last, by the rule's element."""
    found = {rule.element_id: [rule] for rule in rules}
    past = ReportingRule.objects.filter(element__past_of__in=found)
    newest_first = F("element__valid_to").desc()
    for rule in _with_all(past).order_by(newest_first, "-pk"):
        found[rule.element.identity].insert(0, rule)
    return found


def campaign_windows(plan: PlanHeader) -> QuerySet[CampaignWindow]:
    """The campaigns a plan names, in its order."""
    found = CampaignWindow.objects.filter(element__plan_id=plan.pk).select_related("element")
    return found.exclude(element__state=ElementState.REMOVED)


def phrases(rule: ReportingRule, part: PhrasePart) -> list[str]:
    """Senders, addressees or content of a rule, as printed."""
    return [phrase.text for phrase in rule.phrases.all() if phrase.part == part]


def chosen_senders(rule: ReportingRule) -> counting.DenominatorRule | None:
    """Who owes the report as an officer chose; None lets the printed senders decide."""
    sender: SenderRule | None = getattr(rule, "sender", None)
    if sender is None:
        return None
    parts = list(sender.parts.all())
    return counting.DenominatorRule(
        class_name=sender.class_name or None,
        kinds=frozenset(part.kind for part in parts if part.kind),
        codes=frozenset(part.code for part in parts if part.code),
    )


def senders_on(rule: ReportingRule, on: date) -> tuple[list[UnitVersion], tuple[str, ...]]:
    """The units that owe a report on a day, in the order of codes, and words that mean no unit.

    The units are those of the plan's territory, as for a target (counting rules, "Obligations").
    """
    territory = territory_of(rule.element.plan.issuer_id, on)
    territory_id = territory.pk if territory else None
    choice = chosen_senders(rule)
    if choice is not None:
        return members_of(choice, territory_id, on), ()
    return members_of_words(phrases(rule, PhrasePart.SENDER), territory_id, on)


def due_day(rule: ReportingRule) -> counting.DueDay:
    """The printed days of a rule and how they are read, for the counting engine's deadlines."""
    return counting.DueDay(
        days=tuple(day.printed for day in rule.due_days.all()),
        rule=counting.DueRule(rule.due_rule) if rule.due_rule else None,
        strict=rule.before_is_strict,
        year=rule.due_year,
    )


def rhythm_of(rule: ReportingRule) -> counting.RuleKind | None:
    """How often a rule asks for its report by its printed frequency; None where no word tells.

    A summary is one whatever its frequency; the frequency says which periods it sums up.
    """
    words = rule.frequency
    named = [words] if words in counting.PERIOD_OF_RULE else [one for _, one in kinds_in(words)]
    return next((counting.RuleKind(one) for one in named if one in counting.PERIOD_OF_RULE), None)
