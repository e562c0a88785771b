"""Figures added up from units below, in the report of the office that added them up."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from songhanh.reporting.submissions.figures import Figure
from songhanh.reporting.submissions.models import Brought, Submission


@dataclass(frozen=True)
class AddedUp:
    """Figures of a frozen round. ``source`` says which one in words, ``digest`` is its seal.

    With ``adds_own`` the office's own work counts besides: it is in none of the reports added up.
    """

    source: str
    digest: str
    adds_own: bool
    figures: tuple[Figure, ...]


def brought_into(submission: Submission) -> AddedUp | None:
    """What was brought into a report; None where it tells of its unit's own work alone."""
    row = Brought.objects.filter(submission_id=submission.pk).first()
    if row is None:
        return None
    figures = tuple(one.figure for one in submission.brought_figures.order_by("position"))
    return AddedUp(row.source, row.digest, row.adds_own, figures)


def joined(own: Sequence[Figure], brought: AddedUp | None) -> tuple[Figure, ...]:
    """The figures of a report in its order, with those added up below.

    Counts add up; where the own work is among those added up, theirs stand alone. The value of a
    target is taken as it was worked out over all units: shares are never added.
    """
    return tuple(own if brought is None else _joined(own, brought))


def _joined(own: Sequence[Figure], brought: AddedUp) -> Iterator[Figure]:
    below = {figure.key: figure for figure in brought.figures}
    known = {figure.key for figure in own}
    more: dict[str, list[Figure]] = defaultdict(list)
    for figure in brought.figures:
        if figure.key not in known:
            more[_total(figure)].append(figure)
    sums = {_total(figure) for figure in brought.figures if not figure.is_target}
    for place, figure in enumerate(own):
        if brought.adds_own or figure.key in below or _total(figure) not in sums:
            yield _both(figure, below.get(figure.key), adds_own=brought.adds_own)
        last = place + 1 == len(own) or _total(own[place + 1]) != _total(figure)
        if last:
            yield from more.pop(_total(figure), ())


def _both(own: Figure, below: Figure | None, *, adds_own: bool) -> Figure:
    if below is None:
        return own
    if own.is_target:
        return below
    if not adds_own:
        return replace(own, value=below.value, provisional=below.provisional)
    return replace(
        own,
        value=_sum(own.value, below.value),
        provisional=_sum(own.provisional, below.provisional),
    )


def _sum(own: Decimal | None, below: Decimal | None) -> Decimal | None:
    if own is None or below is None:
        return own if below is None else below
    return own + below


def _total(figure: Figure) -> str:
    """What a figure is a part of: ``attendance`` of ``attendance:female``; itself otherwise."""
    return figure.key.partition(":")[0]
