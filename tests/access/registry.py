"""Who may open which page: units and roles."""

from collections.abc import Callable
from datetime import date

from songhanh.foundation.lib.acting import command_line
from songhanh.registry.orgunits.actions import Change, rename_unit
from tests.access.lines import ALL, OPEN, POST, SIGNED_IN, Line
from tests.world import NOON, World


def the_role(world: World) -> int:
    """Lan's role in Xã An Hòa."""
    return world.users["lan"].roles.get().pk


def the_unit(world: World) -> int:
    """Xã An Hòa."""
    return world.units["A"].pk


def the_station(world: World) -> int:
    """The loudspeaker station of Xã An Hòa."""
    return world.units["a1"].pk


def a_renaming(world: World) -> int:
    """A change of the station's name that stands."""
    renamed = rename_unit(
        world.units["a1"],
        name="Đài truyền thanh An Hòa",
        change=Change(date(2026, 1, 1)),
        acting=command_line(),
        at=NOON,
    )
    return renamed.pk


THINGS: dict[str, Callable[[World], object]] = {
    "user_role": the_role,
    "unit": the_unit,
    "station": the_station,
    "renaming": a_renaming,
}

LINES: dict[str, Line] = {
    "roles:choose": Line(SIGNED_IN),
    "roles:users": Line("AD"),
    "roles:new_user": Line("AD"),
    "roles:user": Line("AD", pk="user"),
    "roles:edit_user": Line("AD", pk="user"),
    "roles:reset_password": Line("AD", POST, pk="user"),
    "roles:deactivate": Line("AD", pk="user"),
    "roles:activate": Line("AD", POST, pk="user"),
    "roles:grant": Line("AD", pk="user"),
    "roles:end": Line("AD", pk="user_role"),
    "orgunits:list": Line(ALL, elsewhere=OPEN),
    "orgunits:unit": Line(ALL, pk="station", elsewhere=OPEN),
    "orgunits:new": Line("LO AD", pk="unit", elsewhere=403),
    "orgunits:rename": Line("LO AD", pk="station", elsewhere=403),
    "orgunits:end": Line("LO AD", pk="station", elsewhere=403),
    "orgunits:undo": Line("LO AD", pk="station", step="renaming", elsewhere=403),
}
