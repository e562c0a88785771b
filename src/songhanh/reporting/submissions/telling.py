"""Ended units for which a unit answers: whether what it sent tells of their work."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from songhanh.reporting.submissions.enums import SubmissionKind, SubmissionState
from songhanh.reporting.submissions.models import Filling, Snapshot, Submission, ToldUnit

Key = tuple[int, int, str]
"""Rule, unit, period: what names an obligation and its submission."""

_SENT = (SubmissionState.SUBMITTED, SubmissionState.APPROVED)


def told_by(
    keys: Collection[Key], kind: SubmissionKind | None = None
) -> Mapping[Key, frozenset[int]]:
    """Of the reports that were sent, the ended units each tells of in its newest version.

    A report that is still or again being written is left out: it will tell of all of them. A
    supplement that was sent adds to its report, unless only one ``kind`` is asked for.
    """
    if not keys:
        return {}
    rules, units, periods = (set(one) for one in zip(*keys, strict=True))
    found = Submission.objects.filter(rule__in=rules, unit__in=units, period__in=periods)
    sent = found.filter(state__in=_SENT, **({"kind": kind} if kind else {}))
    named = {
        (pk, versions): (which, (rule_id, unit_id, period))
        for pk, versions, which, rule_id, unit_id, period in sent.values_list(
            "pk", "versions", "kind", "rule_id", "unit_id", "period"
        )
    }
    told: dict[Key, set[int]] = defaultdict(set)
    for which, key in named.values():
        if which == SubmissionKind.MAIN and key in keys:
            told[key]
    rows = ToldUnit.objects.filter(snapshot__submission__in=[pk for pk, _number in named])
    for pk, number, unit_id in rows.values_list(
        "snapshot__submission_id", "snapshot__number", "unit_id"
    ):
        if (pk, number) in named and named[pk, number][1] in told:
            told[named[pk, number][1]].add(unit_id)
    return {key: frozenset(units) for key, units in told.items()}


def untold_in(submission: Submission, filling: Filling) -> list[str]:
    """The names of the ended units that a report which was sent does not tell of."""
    if not filling.takes_over_ids:
        return []
    key = submission.rule_id, submission.unit_id, submission.period
    told = told_by({key}).get(key)
    return [] if told is None else _names(filling, set(filling.takes_over_ids) - told)


def told_in(snapshot: Snapshot, filling: Filling) -> str:
    """The names of the ended units that a version of a report tells of, in one line."""
    if not filling.takes_over_ids:
        return ""
    told = snapshot.told_units.values_list("unit_id", flat=True)
    return ", ".join(_names(filling, set(told)))


def _names(filling: Filling, unit_ids: set[int]) -> list[str]:
    pairs = zip(filling.takes_over_ids, filling.takes_over, strict=True)
    return [name for pk, name in pairs if pk in unit_ids]
