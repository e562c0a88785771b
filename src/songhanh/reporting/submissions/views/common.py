"""What the pages of submissions share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from songhanh.engines.counting import parse_period
from songhanh.foundation.lib.clock import today
from songhanh.foundation.lib.web import ActingRequest
from songhanh.foundation.ui.formats import period_text
from songhanh.registry.orgunits.queries import ancestors_on, names_on
from songhanh.reporting.submissions.enums import Section
from songhanh.reporting.submissions.models import Submission
from songhanh.reporting.submissions.queries import WITH_ITS_UNIT, submissions_visible_to

ITS_RULE = ("plan", "rule__element__plan", "rule__regime")
"""What an action reads along with a submission."""
ALL_OF_IT = (*ITS_RULE, "filling")
"""What a page that shows one reads besides."""


def visible_submission(
    request: ActingRequest, pk: int, along: Sequence[str] = ALL_OF_IT
) -> Submission:
    """The submission, where the acting person may see it; otherwise it is not found."""
    rows = Submission.objects.filter(pk=pk).order_by()
    if along:
        rows = rows.select_related(*along)
    if "filling" in along:
        rows = rows.defer("filling__definitions")
    found = rows.first()
    if found is None or not _may_see(request, found):
        raise Http404
    return found


def _may_see(request: ActingRequest, submission: Submission) -> bool:
    """The same limit as the list's, asked about one: the own unit's, one's branch, or its past."""
    acting, on = request.acting, today()
    if acting.sees_everything or submission.unit_id == acting.unit_id:
        return True
    if submission.state not in WITH_ITS_UNIT:
        above = ancestors_on([submission.unit_id], on).get(submission.unit_id, [])
        if acting.branch_id in above:
            return True
    return submissions_visible_to(acting, on).filter(pk=submission.pk).exists()


def title_of(submission: Submission, unit_name: str = "") -> str:
    """What the page is about: whose report for which period."""
    unit = unit_name or names_on([submission.unit_id], today()).get(submission.unit_id, "")
    words = {"period": period_text(parse_period(submission.period)), "unit": unit}
    if submission.is_supplement:
        return _("Phụ lục bổ sung báo cáo %(period)s của %(unit)s") % words
    return _("Báo cáo %(period)s của %(unit)s") % words


@dataclass(frozen=True)
class Part:
    """A part of the text on a page, with the remarks pinned to it."""

    section: str
    label: str
    text: str
    remarks: list[str]
    before: str = ""
    """The same part of the report before."""


def parts_of(
    texts: dict[str, str],
    remarks: dict[str, list[str]],
    before: Mapping[str, str] | None = None,
) -> list[Part]:
    """The text in the order of the report."""
    return [
        Part(
            one.value,
            str(one.label),
            texts.get(one.value, ""),
            remarks.get(one.value, []),
            (before or {}).get(one.value, ""),
        )
        for one in Section
    ]
