"""Who holds which role on a day, and what that role may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from songhanh.engines.vntext import fold
from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib.acting import Acting
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.names import search_form
from songhanh.registry.roles.enums import TERRITORY_WIDE, Role
from songhanh.registry.roles.models import UserRole


def valid_on(day: date) -> Q:
    """The condition on a role for being held on a day; its first and last day are both inside."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def roles_held(user: User, on: date) -> list[UserRole]:
    """The roles a user holds on a day, in the order in which they were granted."""
    return list(UserRole.objects.filter(valid_on(on), user=user).order_by("pk"))


def acting_in(user_role: UserRole, on: date | None = None) -> Acting:
    """The user acting in one of their roles, the unit's code being the one of the day.

    Without a day it is the unit's code when the role began.
    """
    day = on or user_role.valid_from
    version = orgunits.nearest_versions([user_role.unit_id], day).get(user_role.unit_id)
    return Acting(
        user_id=user_role.user_id,
        username=user_role.user.username,
        role=user_role.role,
        unit_id=user_role.unit_id,
        unit_code=version.code if version else "",
        branch_id=user_role.branch_id,
    )


def visible_unit_ids(acting: Acting, on: date) -> set[int] | None:
    """Ids of the units in the acting branch on a day; None is no limit at all (command line)."""
    if acting.sees_everything:
        return None
    if acting.branch_id is None:
        return set()
    return orgunits.branch_ids(acting.branch_id, on)


def people_of(unit_id: int, on: date) -> list[UserRole]:
    """Who acts for a unit on a day: roles with their users, by name."""
    held = UserRole.objects.filter(valid_on(on), unit_id=unit_id, user__is_active=True)
    return list(held.select_related("user").order_by("user__full_name", "user__username", "role"))


def default_branch(role: str, unit_id: int, on: date) -> int:
    """The branch a role sees unless somebody says otherwise.

    Roles that work for a whole territory see the one their unit stands in on the day (the
    province of a department); the others see their unit and what stands below it.
    """
    if Role(role) not in TERRITORY_WIDE:
        return unit_id
    territory = orgunits.territory_of(unit_id, on)
    return territory.pk if territory else unit_id


def users_visible_to(acting: Acting, on: date) -> QuerySet[User]:
    """Users that hold or once held a role in a unit of the acting branch; oneself among them."""
    units = visible_unit_ids(acting, on)
    if units is None:
        return User.objects.all()
    held = UserRole.objects.filter(unit_id__in=units)
    return User.objects.filter(pk__in=held.values("user_id"))


def reaches_beyond(acting: Acting, user: User, on: date) -> bool:
    """Whether a user's present or coming roles reach beyond the acting branch."""
    units = visible_unit_ids(acting, on)
    if units is None:
        return False
    lasting = UserRole.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), user=user)
    return any(role.unit_id not in units or role.branch_id not in units for role in lasting)


def roles_of(user: User) -> list[UserRole]:
    """Every role a user holds, held or will hold; the latest first."""
    return list(UserRole.objects.filter(user=user).order_by("-valid_from", "-pk"))


def units_meant(acting: Acting, text: str, on: date) -> list[UnitVersion]:
    """Units of the acting branch that a typed code or name may mean on a day.

    A code or a whole name settles it; else it is every unit in whose name the words stand, or at
    least the letters ("an hoa" is An Hòa before it is Văn hóa).
    """
    units = visible_unit_ids(acting, on)
    named = orgunits.search_units(text, on=on)
    found = [unit for unit in named if units is None or unit.unit_id in units]
    wanted = search_form(text)
    exact = [unit for unit in found if unit.code == text or unit.folded_name == wanted]
    worded = [unit for unit in found if f" {wanted} " in f" {unit.folded_name} "]
    return exact or worded or found


@dataclass(frozen=True)
class UserFilters:
    """What the list of users is narrowed to; empty is not narrowed."""

    text: str = ""
    unit: str = ""
    role: str = ""
    active: bool | None = None


def users_found(acting: Acting, filters: UserFilters, on: date) -> QuerySet[User]:
    """The visible users that fit: role and unit are those held on the day."""
    found = users_visible_to(acting, on)
    if filters.text:
        found = found.filter(
            Q(folded_name__contains=fold(filters.text))
            | Q(username__contains=filters.text.strip().lower())
        )
    if filters.active is not None:
        found = found.filter(is_active=filters.active)
    if filters.unit or filters.role:
        held = UserRole.objects.filter(valid_on(on))
        if filters.unit:
            meant = units_meant(acting, filters.unit, on)
            held = held.filter(unit_id__in=[unit.unit_id for unit in meant])
        if filters.role:
            held = held.filter(role=filters.role)
        found = found.filter(pk__in=held.values("user_id"))
    return found


def roles_by_user(user_ids: Collection[int], on: date) -> dict[int, list[UserRole]]:
    """The roles each of these users holds on a day."""
    by_user: dict[int, list[UserRole]] = {user_id: [] for user_id in user_ids}
    for held in UserRole.objects.filter(valid_on(on), user_id__in=by_user).order_by("pk"):
        by_user[held.user_id].append(held)
    return by_user
