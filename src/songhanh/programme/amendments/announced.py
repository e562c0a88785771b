"""Amendments that are recorded and not in force yet, for the head of the plan's page."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from songhanh.foundation.ui.formats import day_text
from songhanh.programme.amendments.queries import amendments_of
from songhanh.programme.plans.announcing import Announcement
from songhanh.programme.plans.models import PlanDocument


def coming_amendments(plan: PlanDocument, on: date) -> Iterator[Announcement]:
    """Those whose day lies ahead; the page already shows their words."""
    ahead = amendments_of(plan).filter(effective_on__gt=on)
    for one in ahead.annotate(items=Count("changes")):
        text = _(
            "Từ ngày %(day)s kế hoạch được sửa đổi theo Quyết định số %(number)s (%(count)s mục). "
            "Trang này ghi lời văn mới; đến hết ngày trước đó lời văn cũ vẫn được tính."
        ) % {"day": day_text(one.effective_on), "number": one.number, "count": one.items}
        address = reverse("amendments:show", args=[one.pk])
        yield Announcement(text, address, _("Xem từng mục trước và sau"))
