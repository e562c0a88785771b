"""Who may open which page: units and roles."""

from collections.abc import Callable
from datetime import date

from songhanh.foundation.lib.acting import command_line
from songhanh.registry.calendar.actions import (
    OccasionContent,
    SpecialDayContent,
    create_occasion,
    set_special_day,
)
from songhanh.registry.orgunits.actions import (
    Change,
    Part,
    add_alias,
    dismiss_name,
    rename_unit,
    split_unit,
)
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.printed import PrintedName
from songhanh.registry.privacy.actions import RequestContent, register_request
from songhanh.registry.roles.actions import RoleGrant, invite
from songhanh.registry.roles.models import HandOver
from tests.access.lines import ALL, OPEN, POST, PUBLIC, SIGNED_IN, Line
from tests.world import NOON, World, add_unit


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


def an_occasion(world: World) -> int:
    """A day of the province's own calendar."""
    content = OccasionContent("day", "Ngày hội bản làng", "KH 1", "11-18", "11-18")
    return create_occasion(content, acting=world.acting["minh"], at=NOON).pk


def a_local_day_off(world: World) -> int:
    """A day off of the province's own."""
    content = SpecialDayContent(date(2026, 4, 13), "holiday", "Ngày hội", "QĐ 1")
    return set_special_day(content, acting=world.acting["minh"], at=NOON).pk


def an_alias(world: World) -> int:
    """Another name of Xã An Hòa."""
    alias = add_alias(
        world.units["A"], text="An Hoà", acting=command_line(), at=NOON, on=date(2026, 1, 1)
    )
    return alias.pk


def a_split_commune(world: World) -> int:
    """A former commune that went into two of today's, nobody has decided how much."""
    old = add_unit(world, "O", "Xã Ông Đình", UnitKind.COMMUNE, "P")
    parts = [Part(world.units["A"]), Part(world.units["B"])]
    change = Change(date(2026, 3, 1))
    split_unit(old, parts=parts, change=change, acting=command_line(), at=NOON)
    return old.pk


def a_data_request(world: World) -> int:
    """Bình, who has no role any more, asks to be erased."""
    content = RequestContent("erase", date(2026, 6, 1), person=world.users["binh"])
    return register_request(content, acting=world.acting["quan"], at=NOON).pk


def a_hand_over(world: World) -> int:
    """From Thu, of the Women's Union, to Lan."""
    done = HandOver.objects.create(
        from_user=world.users["thu"], to_user=world.users["lan"], last_day=date(2026, 6, 1), at=NOON
    )
    return done.pk


def an_invitation(world: World) -> int:
    """To work for Xã An Hòa."""
    grant = RoleGrant("CO", world.units["A"].pk, date(2026, 6, 1))
    return invite("", "", grant, acting=world.acting["quan"], at=NOON).invitation.pk


def a_dismissed_name(world: World) -> int:
    """A name in a plan near Xã An Hòa that is no unit."""
    name = PrintedName("Nhà 5A", date(2026, 6, 1), world.units["A"].pk, "KH 1")
    return dismiss_name(name, reason="là một địa chỉ", acting=world.acting["minh"], at=NOON).pk


THINGS: dict[str, Callable[[World], object]] = {
    "user_role": the_role,
    "unit": the_unit,
    "station": the_station,
    "renaming": a_renaming,
    "an_alias": an_alias,
    "dismissed_name": a_dismissed_name,
    "split_commune": a_split_commune,
    "data_request": a_data_request,
    "hand_over": a_hand_over,
    "invitation": an_invitation,
    "occasion": an_occasion,
    "local_day_off": a_local_day_off,
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
    "roles:sessions": Line("AD", pk="user"),
    "roles:end_sessions": Line("AD", POST, pk="user"),
    "roles:end_session": Line("AD", POST, pk="session"),
    "roles:remove_second_factors": Line("AD", POST, pk="user"),
    "roles:deputy": Line("AD", pk="user_role"),
    "roles:hand_over": Line("AD", pk="user"),
    "roles:hand_overs": Line(ALL),
    "roles:hand_over_done": Line("AD", pk="hand_over", otherwise=404),
    "roles:invitations": Line("AD"),
    "roles:invite": Line("AD"),
    "roles:revoke_invitation": Line("AD", POST, pk="invitation"),
    "roles:enter_code": Line(PUBLIC),
    "roles:accept_invitation": Line(PUBLIC, code="abcd-efgh"),
    "roles:grant": Line("AD", pk="user"),
    "roles:end": Line("AD", pk="user_role"),
    "privacy:register": Line("AD"),
    "privacy:new": Line("AD"),
    "privacy:mine": Line(ALL),
    "privacy:my_file": Line(ALL),
    "privacy:show": Line("AD", pk="data_request"),
    "privacy:acknowledge": Line("AD", POST, pk="data_request"),
    "privacy:extend": Line("AD", POST, pk="data_request"),
    "privacy:answer": Line("AD", POST, pk="data_request"),
    "privacy:erase": Line("AD", POST, pk="data_request"),
    "privacy:download": Line("AD", pk="data_request"),
    "calendar:month": Line(ALL),
    "calendar:list": Line(ALL),
    "calendar:print": Line(ALL),
    "calendar:ical": Line(ALL),
    "calendar:days": Line(ALL),
    "calendar:occasion": Line(ALL, pk="occasion"),
    "calendar:new_occasion": Line("LO AD"),
    "calendar:edit_occasion": Line("LO AD", pk="occasion"),
    "calendar:remove_occasion": Line("LO AD", POST, pk="occasion"),
    "calendar:occasion_year": Line("LO AD", pk="occasion", year=2026),
    "calendar:new_day": Line("LO AD"),
    "calendar:edit_day": Line("LO AD", pk="local_day_off"),
    "calendar:remove_day": Line("LO AD", POST, pk="local_day_off"),
    "audiences:list": Line(ALL, elsewhere=OPEN),
    "audiences:new": Line("LO AD", elsewhere=OPEN),
    "audiences:edit": Line("LO AD", code="women", elsewhere=OPEN),
    "audiences:sizes": Line(ALL, elsewhere=OPEN),
    "audiences:new_size": Line("LO AD", elsewhere=OPEN),
    "audiences:load_sizes": Line("LO AD", elsewhere=OPEN),
    "orgunits:list": Line(ALL, elsewhere=OPEN),
    "orgunits:unit": Line(ALL, pk="station", elsewhere=OPEN),
    "orgunits:new": Line("LO AD", pk="unit", elsewhere=403),
    "orgunits:rename": Line("LO AD", pk="station", elsewhere=403),
    "orgunits:end": Line("LO AD", pk="station", elsewhere=403),
    "orgunits:load": Line("LO AD", elsewhere=OPEN),
    "orgunits:duplicates": Line("LO AD", elsewhere=OPEN),
    "orgunits:unresolved": Line("LO AD", elsewhere=OPEN),
    "orgunits:settle_name": Line("LO AD", pk="unit", elsewhere=403),
    "orgunits:take_up_name": Line("LO AD", POST, pk="dismissed_name"),
    "orgunits:merge_duplicate": Line("LO AD", POST, pk="station", elsewhere=403),
    "orgunits:checks": Line("LO AD", elsewhere=OPEN),
    "orgunits:shares": Line("LO AD", elsewhere=OPEN),
    "orgunits:change": Line("LO AD", pk="station", verb="reattach", elsewhere=403),
    "orgunits:decide": Line("LO AD", pk="split_commune", day="2026-03-01", elsewhere=403),
    "orgunits:new_fact": Line("LO AD", pk="unit", kind="head", elsewhere=403),
    "orgunits:end_fact": Line("LO AD", pk="unit", kind="alias", row="an_alias", elsewhere=403),
    "orgunits:undo": Line("LO AD", pk="station", step="renaming", elsewhere=403),
}
