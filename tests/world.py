"""The cast: an invented province and the people who work in it.

*Lan* reports for Xã An Hoà, *Mai* for Phường Bình Minh, *Minh* is lead officer in Sở Nội vụ and
reviews for the province, *Sơn* writes for the press body, *Thu* is contact officer of the Women's
Union, *Quân* administers, *Hà* is a leader who reads, *Bình* signs in but has no role anywhere.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache

from django.contrib.auth.hashers import make_password

from songhanh.engines.vntext import fold
from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib.acting import Acting
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import OrgUnit, UnitRelation, UnitVersion
from songhanh.registry.orgunits.names import search_form
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.models import UserRole

PASSWORD = "mot-mat-khau-dai"
NOON = datetime(2026, 6, 15, 5, 0, tzinfo=UTC)
"""Noon in Hà Nội on 15/06/2026: the moment most stories happen at."""


@dataclass
class World:
    """Units by code, users and their acting selves by name."""

    units: dict[str, OrgUnit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    acting: dict[str, Acting] = field(default_factory=dict)


UNITS = [
    # code, name, kind, parent
    ("P", "Tỉnh Hải Sơn", UnitKind.PROVINCE, None),
    ("S", "Sở Nội vụ", UnitKind.DEPARTMENT, "P"),
    ("V", "Sở Văn hóa, Thể thao và Du lịch", UnitKind.DEPARTMENT, "P"),
    ("R", "Báo và Phát thanh, Truyền hình Hải Sơn", UnitKind.PRESS, "P"),
    ("M", "Hội Liên hiệp Phụ nữ tỉnh", UnitKind.MASS_ORGANISATION, "P"),
    ("A", "Xã An Hòa", UnitKind.COMMUNE, "P"),
    ("B", "Phường Bình Minh", UnitKind.WARD, "P"),
    ("C", "Xã Cẩm Lĩnh", UnitKind.COMMUNE, "P"),
    ("a1", "Đài truyền thanh xã An Hòa", UnitKind.STATION, "A"),
    ("Q", "Tỉnh Quảng Lâm", UnitKind.PROVINCE, None),
    ("X", "Xã Xuân Lộc", UnitKind.COMMUNE, "Q"),
]

PEOPLE = [
    # username, full name, role, unit, branch
    ("lan", "Nguyễn Thị Lan", Role.COMMUNE_OFFICER, "A", "A"),
    ("mai", "Trần Thị Mai", Role.COMMUNE_OFFICER, "B", "B"),
    ("minh", "Lê Văn Minh", Role.LEAD_OFFICER, "S", "P"),
    ("son", "Phạm Hồng Sơn", Role.MEDIA_OFFICER, "R", "R"),
    ("thu", "Vũ Thị Thu", Role.CONTACT_OFFICER, "M", "M"),
    ("ha", "Hoàng Thị Hà", Role.LEADER, "P", "P"),
    ("quan", "Đỗ Anh Quân", Role.ADMINISTRATOR, "S", "P"),
    ("xuan", "Bùi Thị Xuân", Role.COMMUNE_OFFICER, "X", "X"),
]


def build_world() -> World:
    """Make the province, its neighbours and its people. Units are open-ended in time."""
    world = World()
    for code, name, kind, parent in UNITS:
        add_unit(world, code, name, kind, parent)
    for username, full_name, role, unit, branch in PEOPLE:
        add_person(world, username, full_name, (role, unit, branch))
    bystander = User.objects.create(
        username="binh",
        full_name="Ngô Văn Bình",
        folded_name=fold("Ngô Văn Bình"),
        password=_password_hash(),
    )
    world.users["binh"] = bystander
    return world


@cache
def _password_hash() -> str:
    """Everybody's password, hashed once: a good hash is slow on purpose."""
    return make_password(PASSWORD)


def add_unit(
    world: World,
    code: str,
    name: str,
    kind: str,
    parent: str | None,
    span: tuple[date | None, date | None] = (None, None),
) -> OrgUnit:
    """One more unit of the world."""

    unit = OrgUnit.objects.create(source="tests")
    UnitVersion.objects.create(
        unit=unit,
        code=code,
        name=name,
        folded_name=search_form(name),
        kind=kind,
        valid_from=span[0],
        valid_to=span[1],
    )
    if parent:
        UnitRelation.objects.create(
            unit=unit, parent=world.units[parent], valid_from=span[0], valid_to=span[1]
        )
    world.units[code] = unit
    return unit


def add_person(world: World, username: str, full_name: str, held: tuple[str, str, str]) -> User:
    """One more user holding (role, unit code, branch code) since 2020."""
    role, unit, branch = held
    user = User.objects.create(
        username=username,
        full_name=full_name,
        folded_name=fold(full_name),
        password=_password_hash(),
    )
    UserRole.objects.create(
        user=user,
        role=role,
        unit=world.units[unit],
        branch=world.units[branch],
        valid_from=date(2020, 1, 1),
    )
    world.users[username] = user
    world.acting[username] = Acting(
        user_id=user.pk,
        username=username,
        role=role,
        unit_id=world.units[unit].pk,
        unit_code=unit,
        branch_id=world.units[branch].pk,
    )
    return user
