"""What the pages of submissions share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404
from django.utils.translation import gettext as _

from songhanh.engines.counting import parse_period
from songhanh.foundation.lib.clock import today
from songhanh.foundation.lib.seals import plain
from songhanh.foundation.lib.web import ActingRequest
from songhanh.foundation.ui.formats import number_text, period_text
from songhanh.registry.orgunits.queries import ancestors_on, names_on
from songhanh.reporting.submissions.enums import FigureGroup, Section
from songhanh.reporting.submissions.figures import PERCENT, Explained, Figure, figure_text
from songhanh.reporting.submissions.models import Submission
from songhanh.reporting.submissions.queries import WITH_ITS_UNIT, submissions_visible_to
from songhanh.results.values.enums import TargetStatus

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
class Line:
    """A figure on a page: frozen or counted today, with what stands beside it."""

    figure: Figure
    now: Figure | None
    explained: Explained | None
    remarks: list[str]
    last: Decimal | None = None

    @property
    def last_text(self) -> str:
        """The value in the report before."""
        return figure_text(self.last, self.figure.unit_word) if self.last is not None else ""

    @property
    def change_text(self) -> str:
        """How much it is more or less than in the report before; nothing where one is not known."""
        if self.last is None or self.figure.value is None:
            return ""
        change = self.figure.value - self.last
        if not change:
            return _("không đổi")
        places = Decimal("0.1") if self.figure.unit_word == PERCENT else Decimal("0.0001")
        amount = number_text(plain(abs(change).quantize(places)))
        return f"+{amount}" if change > 0 else f"−{amount}"

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the total above it."""
        return ":" in self.figure.key

    @property
    def status_label(self) -> str:
        """How a target stands, in words."""
        return str(TargetStatus(self.figure.status).label)

    @property
    def explained_text(self) -> str:
        """The unit's own number with its unit."""
        value = self.explained.value if self.explained else None
        return figure_text(value, self.figure.unit_word)

    @property
    def moved(self) -> bool:
        """Whether the figure would be another one today."""
        return self.now is not None and self.now.value != self.figure.value


def lines_of(
    figures: tuple[Figure, ...],
    explained: dict[str, Explained],
    remarks: dict[str, list[str]],
    now: tuple[Figure, ...] = (),
    last: Mapping[str, Decimal | None] | None = None,
) -> dict[str, list[Line]]:
    """The figures as lines of two tables: targets, and counts."""
    by_key, before = {figure.key: figure for figure in now}, last or {}
    lines = [
        Line(
            one,
            by_key.get(one.key),
            explained.get(one.key),
            remarks.get(one.key, []),
            before.get(one.key),
        )
        for one in figures
    ]
    return {
        "targets": [line for line in lines if line.figure.group == FigureGroup.TARGET],
        "counts": [line for line in lines if line.figure.group != FigureGroup.TARGET],
    }


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
