"""What the pages of submissions share."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from songhanh.engines.counting import parse_period
from songhanh.foundation.lib.clock import today
from songhanh.foundation.lib.web import ActingRequest
from songhanh.foundation.ui.formats import period_text
from songhanh.registry.orgunits.queries import names_on
from songhanh.reporting.submissions.enums import FigureGroup, Section
from songhanh.reporting.submissions.figures import Explained, Figure, figure_text
from songhanh.reporting.submissions.models import Submission
from songhanh.reporting.submissions.queries import submissions_visible_to
from songhanh.results.values.enums import TargetStatus


def visible_submission(request: ActingRequest, pk: int) -> Submission:
    """The submission, where the acting person may see it; otherwise it is not found."""
    visible = submissions_visible_to(request.acting, today()).select_related("rule__element__plan")
    return get_object_or_404(visible, pk=pk)


def title_of(submission: Submission) -> str:
    """What the page is about: whose report for which period."""
    unit = names_on([submission.unit_id], today()).get(submission.unit_id, "")
    words = period_text(parse_period(submission.period))
    return _("Báo cáo %(period)s của %(unit)s") % {"period": words, "unit": unit}


@dataclass(frozen=True)
class Line:
    """A figure on a page: frozen or counted today, with what stands beside it."""

    figure: Figure
    now: Figure | None
    explained: Explained | None
    remarks: list[str]

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
) -> dict[str, list[Line]]:
    """The figures as lines of two tables: targets, and counts."""
    by_key = {figure.key: figure for figure in now}
    lines = [
        Line(one, by_key.get(one.key), explained.get(one.key), remarks.get(one.key, []))
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


def parts_of(texts: dict[str, str], remarks: dict[str, list[str]]) -> list[Part]:
    """The text in the order of the report."""
    return [
        Part(one.value, str(one.label), texts.get(one.value, ""), remarks.get(one.value, []))
        for one in Section
    ]
