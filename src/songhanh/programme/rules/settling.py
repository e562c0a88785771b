"""Writing what an officer settled about a reporting rule; part of the actions on plans."""

from songhanh.engines import counting
from songhanh.programme.rules.building import due_day_values
from songhanh.programme.rules.models import (
    Regime,
    RegimeDay,
    RegimeFigure,
    RegimeText,
    ReportingRule,
    SenderPart,
    SenderRule,
)
from songhanh.programme.rules.regimes import RegimeValues


def set_regime(rule: ReportingRule, values: RegimeValues) -> Regime:
    """Write how a report is run, with its own days and its form."""
    ReportingRule.objects.filter(pk=rule.pk).update(before_is_strict=values.before_is_strict)
    own_form = values.figures is not None or values.texts is not None
    regime, _ = Regime.objects.update_or_create(
        rule=rule,
        defaults={
            "shift": values.shift,
            "cut_off_day": values.cut_off.day if values.cut_off else None,
            "cut_off_month": values.cut_off.month if values.cut_off else None,
            "due_rule": values.due_rule if values.days else "",
            "via": values.via,
            "addressees": values.addressees,
            "own_form": own_form,
        },
    )
    for model in (RegimeDay, RegimeFigure, RegimeText):
        model._default_manager.filter(regime=regime).delete()
    RegimeDay.objects.bulk_create(
        RegimeDay(regime=regime, position=place, **due_day_values(day))
        for place, day in enumerate(values.days, start=1)
    )
    RegimeFigure.objects.bulk_create(
        RegimeFigure(regime=regime, key=key) for key in values.figures or ()
    )
    RegimeText.objects.bulk_create(
        RegimeText(regime=regime, section=section, heading=heading)
        for section, heading in (values.texts or {}).items()
    )
    return regime


def drop_own_days(rule: ReportingRule) -> None:
    """Give the days back to the plan's words, which a decision has changed."""
    RegimeDay.objects.filter(regime__rule=rule).delete()
    Regime.objects.filter(rule=rule).update(due_rule="")


def choose_senders(rule: ReportingRule, choice: counting.DenominatorRule | None) -> None:
    """Set who owes the report; None gives the decision back to the printed senders."""
    SenderRule.objects.filter(rule=rule).delete()
    if choice is None:
        return
    sender = SenderRule.objects.create(rule=rule, class_name=choice.class_name or "")
    SenderPart.objects.bulk_create(
        [SenderPart(sender=sender, kind=kind) for kind in sorted(choice.kinds)]
        + [SenderPart(sender=sender, code=code) for code in sorted(choice.codes)]
    )
