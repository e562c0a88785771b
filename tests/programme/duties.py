"""Duties of the published plan, found by who carries them and what they say."""

from datetime import date

from songhanh.foundation.lib.acting import command_line
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.queries import carried_duties, carried_duty
from tests.world import World

DAY = date(2026, 6, 15)

BUILD = "Xây dựng kế hoạch"
COORDINATE = "Chủ trì, phối hợp"
MOBILISE = "vận động hội viên"


def the_duty(world: World, words: str = BUILD, unit: str = "A", *, on: date = DAY) -> CarriedDuty:
    """The duty with these words as this unit carries it, as it stands now."""
    found = [
        one
        for one in carried_duties(command_line(), on)
        if words in one.text and one.unit_id == world.units[unit].pk
    ]
    assert len(found) == 1, [(one.unit_name, one.text) for one in found]
    return found[0]


def again(one: CarriedDuty, *, on: date = DAY) -> CarriedDuty:
    """The same duty after what happened meanwhile."""
    found = carried_duty(command_line(), on, one.key)
    assert found is not None
    return found
