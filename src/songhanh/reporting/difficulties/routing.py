"""The way a difficulty goes, as its plan says: through whom, to whom, on what condition."""

import json
from dataclasses import dataclass
from datetime import date

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.filestore import UnknownFileError
from songhanh.programme.plans.models import PlanDocument, SourceText
from songhanh.programme.plans.outgoing import as_read
from songhanh.programme.rules.queries import addressees_of, reporting_rules, via_of
from songhanh.registry.orgunits.offices import COMMITTEE
from songhanh.registry.orgunits.queries import members_of_words, territory_of
from songhanh.reporting.difficulties.models import EscalationRoute

_COMMITTEE = fold(COMMITTEE)


@dataclass(frozen=True)
class Way:
    """The printed way of a plan. ``sentence`` is empty where it follows the way of reports."""

    via: str
    addressee: str
    only_beyond_authority: bool = False
    sentence: str = ""


def way_of(plan: PlanDocument) -> Way:
    """The way as kept; a plan nobody settled it for goes the way of its reports."""
    kept = EscalationRoute.objects.filter(plan=plan).first()
    if kept is not None:
        return Way(kept.via, kept.addressee, kept.only_beyond_authority, kept.sentence)
    return _way_of_reports(plan)


def way_printed(plan: PlanDocument) -> Way:
    """The way by the plan's own sentence about difficulties, else the way of its reports.

    The plan's file is read again, which takes a Word file some seconds: for the moment when a plan
    gets its way, not for every page.
    """
    said = _escalations(plan)
    if not said:
        return _way_of_reports(plan)
    first = said[0]
    return Way(
        via=str(first.get("via") or "")[:500],
        addressee=str(first.get("to") or "")[:500],
        only_beyond_authority=bool(first.get("condition")),
        sentence=str(first.get("text_start") or ""),
    )


def _escalations(plan: PlanDocument) -> list[dict[str, object]]:
    source = SourceText.objects.filter(plan=plan).exclude(file_key="").first()
    if source is None:
        return []
    try:
        extra = as_read(source).get("extra") or {}
    except (RefusedError, UnknownFileError, json.JSONDecodeError, KeyError):
        return []  # a file that cannot be read any more names no way of its own
    return [one for one in extra.get("escalation") or [] if one.get("to")]


def _way_of_reports(plan: PlanDocument) -> Way:
    rules = list(reporting_rules(plan))
    via = next((via for rule in rules if (via := via_of(rule))), "")
    to = (name for rule in rules for name in addressees_of(rule))
    return Way(via, next(to, ""))


def stations(plan: PlanDocument, way: Way, on: date) -> list[int]:
    """The offices a difficulty passes, the first to hold it first; at least one.

    "Ủy ban nhân dân tỉnh" is the plan's territory; words that mean no unit, and a way nobody
    printed, end at the plan's issuer.
    """
    territory = territory_of(plan.issuer_id, on)
    territory_id = territory.pk if territory else None
    found: list[int] = []
    for words in (way.via, way.addressee):
        unit_id = _unit_meant(words, territory_id, on)
        if unit_id is not None and unit_id not in found:
            found.append(unit_id)
    return found or [plan.issuer_id]


def _unit_meant(words: str, territory_id: int | None, on: date) -> int | None:
    if not words:
        return None
    if territory_id is not None and fold(words).startswith(_COMMITTEE):
        return territory_id
    meant, _unknown = members_of_words([words], territory_id, on)
    return meant[0].unit_id if meant else None


def next_station(offices: list[int], holder_id: int) -> int | None:
    """The office after the one that holds a difficulty; None at the end of the way."""
    if holder_id in offices:
        place = offices.index(holder_id) + 1
        return offices[place] if place < len(offices) else None
    return offices[0] if offices else None
