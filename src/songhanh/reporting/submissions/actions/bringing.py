"""Bringing into a report what its office added up from the units below."""

from datetime import datetime

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import require
from songhanh.reporting.submissions.actions.moving import label, locked, touch
from songhanh.reporting.submissions.bringing import AddedUp
from songhanh.reporting.submissions.figures import columns
from songhanh.reporting.submissions.models import Brought, BroughtFigure, Filling, Submission
from songhanh.reporting.submissions.rules import can_edit


def bring_figures(
    submission: Submission, brought: AddedUp, *, acting: Acting, at: datetime
) -> Submission:
    """Let a report tell the figures of a frozen round; those of an earlier one give way.

    What was brought already is left as it is.

    Raises:
        NotAllowedError: somebody else's unit, or nothing can be changed now.
    """
    if Brought.objects.filter(submission=submission, digest=brought.digest).exists():
        return submission
    with recorded("submission.bring", acting=acting, at=at, subject=submission) as fact:
        row = locked(submission)
        fact.subject_label = label(row, (acting, at))
        fact.details = {"hash": brought.digest}
        require(can_edit(acting, row, day_of(at)))
        row.brought_figures.all().delete()
        Brought.objects.update_or_create(
            submission=row,
            defaults={
                "source": brought.source,
                "digest": brought.digest,
                "adds_own": brought.adds_own,
                "brought_at": at,
            },
        )
        BroughtFigure.objects.bulk_create(
            BroughtFigure(
                submission=row,
                position=position,
                **columns(figure),
            )
            for position, figure in enumerate(brought.figures, start=1)
        )
        Filling.objects.filter(submission=row).delete()  # was filled in without them
        touch(row, at)
    return row
