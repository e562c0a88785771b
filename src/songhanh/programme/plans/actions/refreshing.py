"""Findings of a draft made equal to what is found now; what was decided about them stays."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from songhanh.engines.vntext import fold, normal
from songhanh.foundation.lib import filestore
from songhanh.programme.plans.anomalies import anomalies_of
from songhanh.programme.plans.crosschecks import CrossFinding, cross_findings
from songhanh.programme.plans.enums import Decision, Origin, PlanStatus
from songhanh.programme.plans.fromfile import read_file
from songhanh.programme.plans.models import Anomaly, PlanDocument, SourceText
from songhanh.programme.plans.queries.reviewing import standing_elements

COPIED = (
    *("severity", "why", "suggestion", "confidence", "position"),
    *("line_from", "line_to", "char_from", "char_to"),
)
"""What a finding that is found again takes over from the new look; its decision stays."""


def refresh_checks(plan: PlanDocument, on: date) -> None:
    """Hold a draft once more to the register, the superior plan and the list of units."""
    found = [_row(plan, one) for one in cross_findings(plan, on)]
    _make_equal(plan, Origin.CHECK, found)


def refresh_reading(plan: PlanDocument) -> None:
    """Let the reader look once more for findings in the text of a draft."""
    source = getattr(plan, "source", None)
    if source is None or not (source.text and source.file_key):
        return
    reading = read_file(filestore.open_file(source.file_key), source.filename)
    _make_equal(plan, Origin.READER, list(anomalies_of(plan, reading.structured)))


def refresh_search(plan: PlanDocument) -> None:
    """A plan without a text is found by its title and its elements: bring those up to date."""
    source = SourceText.objects.filter(plan=plan, text="", file_key="").first()
    if source is None:
        return
    texts = standing_elements(plan).values_list("text", flat=True)
    words = "\n".join([plan.title, *texts])
    source.lowered, source.folded = normal(words).casefold(), fold(words)
    source.save(update_fields=["lowered", "folded"])


def refresh_drafts(on: date) -> int:
    """The findings of every draft once more, after the register changed; gives how many drafts."""
    drafts = PlanDocument.objects.filter(status=PlanStatus.DRAFT).select_related("source", "parent")
    for plan in drafts:
        refresh_reading(plan)
        refresh_checks(plan, on)
    return len(drafts)


def _row(plan: PlanDocument, one: CrossFinding) -> Anomaly:
    spans = list(one.element.spans.all()) if one.element else []
    first = spans[0] if spans else None
    return Anomaly(
        plan=plan,
        position=0,
        origin=Origin.CHECK,
        kind=one.kind,
        severity=one.weight,
        text=one.text,
        why=one.why,
        suggestion=one.suggestion,
        confidence="certain",
        element=one.element,
        line_from=first.line_from if first else None,
        line_to=first.line_to if first else None,
        char_from=first.char_from if first else None,
        char_to=first.char_to if first else None,
    )


def _make_equal(plan: PlanDocument, origin: Origin, found: Sequence[Anomaly]) -> None:
    """The findings of one origin are those found now; what was decided about them stays decided.

    One that is found no longer goes, unless somebody decided about it.
    """
    known = _by_key(Anomaly.objects.filter(plan=plan, origin=origin).order_by("position", "pk"))
    others = Anomaly.objects.filter(plan=plan).exclude(origin=origin)
    seen = {(one.kind, one.line_from) for one in others if one.line_from is not None}
    fresh = []
    for place, one in enumerate(found, start=1):
        if origin == Origin.CHECK and (one.kind, one.line_from) in seen:
            continue  # the reader saw the same in the text
        one.position = place if origin == Origin.READER else 10_000 + place
        same = known.get(_key(one))
        if same:
            _take_over(same.pop(0), one)
        else:
            fresh.append(one)
    Anomaly.objects.bulk_create(fresh)
    gone = [one.pk for rows in known.values() for one in rows if one.decision == Decision.OPEN]
    Anomaly.objects.filter(pk__in=gone).delete()


def _key(one: Anomaly) -> tuple[Any, ...]:
    return one.kind, one.text, one.line_from, one.element_id


def _by_key(rows: Iterable[Anomaly]) -> Mapping[tuple[Any, ...], list[Anomaly]]:
    found: dict[tuple[Any, ...], list[Anomaly]] = {}
    for row in rows:
        found.setdefault(_key(row), []).append(row)
    return found


def _take_over(known: Anomaly, one: Anomaly) -> None:
    changed = [name for name in COPIED if getattr(known, name) != getattr(one, name)]
    for name in changed:
        setattr(known, name, getattr(one, name))
    if changed:
        known.save(update_fields=changed)
