"""Reporting rules of a plan, who owes their reports on a day, and their days as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from songhanh.engines import counting
from songhanh.engines.planreader.reporting.frequency import kinds_in
from songhanh.programme.elements.enums import ASKED_FOR, ElementState
from songhanh.programme.elements.models import PlanHeader
from songhanh.programme.elements.wordings import ever_held
from songhanh.programme.rules.enums import PhrasePart, ReportSection, Shift
from songhanh.programme.rules.models import CampaignWindow, ReportingRule, SenderRule
from songhanh.programme.rules.regimes import RegimeValues, cut_off_in, due_day_by, regime_of
from songhanh.registry.calendar.queries import WorkingDays
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries import members_of, members_of_words, territory_of

TARGET_FIGURE = "target"
"""How the key of a target's figure begins."""


def reporting_rules(plan: PlanHeader) -> QuerySet[ReportingRule]:
    """The reporting rules of a plan in its order, without removed ones.

    A repetition of a rule the plan states elsewhere owes nothing of its own and is left out.
    """
    return every_reporting_rule(plan).filter(duplicate_of="")


def every_reporting_rule(plan: PlanHeader) -> QuerySet[ReportingRule]:
    """The reporting rules of a plan as printed, repetitions included; not what was asked for."""
    found = ReportingRule.objects.filter(element__plan_id=plan.pk).exclude(element__kind=ASKED_FOR)
    return _with_all(found.exclude(element__state=ElementState.REMOVED))


def _with_all(rules: QuerySet[ReportingRule]) -> QuerySet[ReportingRule]:
    return rules.select_related("element__plan", "sender", "regime").prefetch_related(
        "due_days", "phrases", "sender__parts", "regime__days"
    )


def rules_ever(plan: PlanHeader) -> QuerySet[ReportingRule]:
    """Rules that oblige or once obliged, in their newest words; repetitions are left out.

    The rules of reports asked for beside the plan are among them.
    """
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


def moves_days(rule: ReportingRule) -> bool:
    """Whether last days are moved off days off, so that the working days must be known."""
    return regime_of(rule).shift != Shift.NONE


def due_day(rule: ReportingRule, working_days: WorkingDays | None = None) -> counting.DueDay:
    """The days of a rule and how they are read, for the counting engine's deadlines.

    Those an officer set, else the printed ones. ``working_days`` are those of the plan's issuer;
    without them nothing is moved.
    """
    regime = regime_of(rule)
    own = regime.days.all() if regime.pk else ()
    values = RegimeValues(
        before_is_strict=rule.before_is_strict,
        shift=regime.shift,
        days=[one.printed for one in own],
        due_rule=regime.due_rule,
    )
    return due_day_by(rule, values, working_days)


def via_of(rule: ReportingRule) -> str:
    """Through whom the report goes: as an officer set it, else as printed; empty is directly."""
    return regime_of(rule).via or rule.via


def addressees_of(rule: ReportingRule) -> list[str]:
    """To whom the report goes: as an officer set it, else as printed."""
    own = [line.strip() for line in regime_of(rule).addressees.splitlines()]
    return [one for one in own if one] or phrases(rule, PhrasePart.ADDRESSEE)


def data_window_of(rule: ReportingRule, period: counting.Period) -> counting.Span:
    """The days whose figures of volume belong to the report of a period, both inside.

    Targets keep the calendar year whatever this says (counting rules).
    """
    return counting.data_window(period, cut_off_in(regime_of(rule)))


@dataclass(frozen=True)
class ReportForm:
    """What a report asks for (biểu mẫu); None asks for all there is.

    ``figures`` are measures (``attendance``) and targets (``target:I.1``); ``texts`` the parts of
    the text with their headings, in the order of the report.
    """

    figures: frozenset[str] | None = None
    texts: Mapping[str, str] | None = None

    def asks_figure(self, key: str) -> bool:
        """Whether a figure of a report is asked for: ``target:I.1:2026``, ``attendance:female``."""
        parts = key.split(":")
        name = ":".join(parts[:2]) if parts[0] == TARGET_FIGURE else parts[0]
        return self.figures is None or name in self.figures

    def asks_text(self, section: str) -> bool:
        """Whether a part of the text is asked for."""
        return self.texts is None or section in self.texts

    def heading(self, section: str) -> str:
        """The heading of a part of the text: the form's own, else that of every report."""
        own = (self.texts or {}).get(section, "")
        return own or str(ReportSection(section).label)


def form_of(rule: ReportingRule) -> ReportForm:
    """The form of a report: which figures, which texts."""
    regime = regime_of(rule)
    if not regime.own_form:
        return ReportForm()
    headings = {one.section: one.heading for one in regime.texts.all()}
    return ReportForm(
        figures=frozenset(one.key for one in regime.figures.all()),
        texts={code: headings[code] for code in ReportSection.values if code in headings},
    )


def rhythm_of(rule: ReportingRule) -> counting.RuleKind | None:
    """How often a rule asks for its report by its printed frequency; None where no word tells.

    A summary is one whatever its frequency; the frequency says which periods it sums up.
    """
    words = rule.frequency
    named = [words] if words in counting.PERIOD_OF_RULE else [one for _, one in kinds_in(words)]
    return next((counting.RuleKind(one) for one in named if one in counting.PERIOD_OF_RULE), None)
