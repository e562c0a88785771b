"""Writing what an officer settled about a reporting rule; part of the actions on plans."""

from songhanh.engines import counting
from songhanh.programme.rules.models import ReportingRule, SenderPart, SenderRule


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
