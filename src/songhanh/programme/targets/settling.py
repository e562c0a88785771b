"""Writing what an officer, or a data package, settled about the counting of a target.

Part of the actions on plans, which ask the rules and record the fact.
"""

from collections.abc import Mapping
from typing import Any

from songhanh.engines import counting
from songhanh.programme.targets.models import (
    DenominatorPart,
    DenominatorRule,
    Target,
    TargetSetting,
)


def settle(target: Target, values: Mapping[str, Any]) -> None:
    """Set the settings of a target; every field that is not named goes back to its default."""
    setting = TargetSetting.objects.filter(target=target).first()
    version = setting.version if setting else 0
    fresh = TargetSetting(
        pk=setting.pk if setting else None, target=target, version=version + 1, **values
    )
    fresh.save()


def choose_units(target: Target, choice: counting.DenominatorRule | None) -> None:
    """Set the units counted; None gives the decision back to the words of the plan."""
    DenominatorRule.objects.filter(target=target).delete()
    if choice is None:
        return
    rule = DenominatorRule.objects.create(target=target, class_name=choice.class_name or "")
    DenominatorPart.objects.bulk_create(
        [DenominatorPart(rule=rule, kind=kind) for kind in sorted(choice.kinds)]
        + [DenominatorPart(rule=rule, code=code) for code in sorted(choice.codes)]
    )
