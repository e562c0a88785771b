"""The texts of the units side by side, and drawing from them with the unit's name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from songhanh.reporting.consolidation.sheets import Member, Sheet
from songhanh.reporting.difficulties.models import Difficulty
from songhanh.reporting.submissions.enums import Section


@dataclass(frozen=True)
class UnitText:
    """What one unit wrote in one part of its report, approved or waiting."""

    unit_id: int
    unit_name: str
    state: str
    state_label: str
    text: str
    is_drawn: bool


def texts_side_by_side(sheet: Sheet, section: Section, own: str) -> list[UnitText]:
    """The texts of a part, unit by unit; those the consolidation holds already are marked."""
    found = []
    for member in sheet.members:
        text = _text_of(member, section)
        if text:
            line = attributed(member.unit_name, text)
            found.append(
                UnitText(
                    member.unit_id,
                    member.unit_name,
                    member.state,
                    member.state_label,
                    text,
                    line in own.splitlines(),
                )
            )
    return found


def _text_of(member: Member, section: Section) -> str:
    reported = member.reported or member.waiting
    return reported.texts.get(section.value, "").strip() if reported else ""


def attributed(unit_name: str, text: str) -> str:
    """The words of a unit in one line, behind its name."""
    return f"- {unit_name}: {' '.join(text.split())}"


def drawn(own: str, lines: Iterable[str]) -> str:
    """The own text with further lines at its end; one that stands there is not put in again."""
    kept = own.splitlines()
    for line in lines:
        if line not in kept:
            kept.append(line)
    return "\n".join(kept)


def lines_of_units(texts: Collection[UnitText], unit_ids: Collection[int]) -> list[str]:
    """The lines of the units chosen, in the order they stand side by side."""
    return [attributed(one.unit_name, one.text) for one in texts if one.unit_id in unit_ids]


def line_of_difficulty(unit_name: str, one: Difficulty, section: Section) -> str:
    """What a difficulty gives to a part: what hinders the unit, or what it proposes."""
    text = one.proposal if section == Section.SUGGESTIONS and one.proposal else one.text
    return attributed(unit_name, text)
