"""Answers kept for requests that might be repeated, forgotten when nobody repeats them any more."""

from datetime import datetime, timedelta

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.reporting.submissions.models import AnsweredRequest

KEPT = timedelta(days=30)
"""A phone that was off for a month asks anew; nothing it held is older."""


def forget_answers(*, acting: Acting, at: datetime) -> int:
    """Take away the answers given longer ago than ``KEPT``; how many.

    What the requests did stands in the audit trail.
    """
    old = AnsweredRequest.objects.filter(answered_at__lt=at - KEPT)
    if not old.exists():
        return 0
    with recorded("submission.forget_answers", acting=acting, at=at) as fact:
        forgotten, _by_model = old.delete()
        fact.details["forgotten"] = forgotten
    return forgotten
