"""Reports a unit is working on: what passes on when its officer leaves."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from songhanh.foundation.ui.formats import period_text
from songhanh.registry.roles.passing import Passing
from songhanh.reporting.submissions.enums import EDITABLE
from songhanh.reporting.submissions.models import Submission


def open_reports(_user_id: int, unit_ids: Collection[int]) -> Iterator[Passing]:
    """The drafts and returned reports of some units."""
    found = Submission.objects.filter(unit_id__in=unit_ids, state__in=EDITABLE)
    for one in found.select_related("plan").order_by("pk"):
        period = period_text(one.period) if one.period else ""
        label = " ".join(part for part in (one.plan.code, period) if part)
        href = reverse("submissions:show", args=[one.pk])
        yield Passing(str(Submission._meta.verbose_name), label, href)
