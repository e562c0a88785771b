"""Who holds which role on a day, and what that role may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.remembering import remembered
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.names import search_form
from songhanh.registry.roles.enums import TERRITORY_WIDE, Role
from songhanh.registry.roles.models import HandOver, Invitation, UserRole


def valid_on(day: date) -> Q:
    """The condition on a role for being held on a day; its first and last day are both inside."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def roles_held(user: User, on: date) -> list[UserRole]:
    """The roles a user holds on a day, in the order in which they were granted."""
    # Asked by every page: the few rows of a person are sorted out here, not in the question.
    return [role for role in UserRole.objects.filter(user=user).order_by("pk") if role.is_held(on)]


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
        unit_name=version.name if version else "",
        branch_id=user_role.branch_id,
        deputy_for_id=user_role.deputy_for_id,
    )


@remembered
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
    held = UserRole.objects.filter(user=user).select_related("deputy_for")
    return list(held.order_by("-valid_from", "-pk"))


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


def invitation_digest(code: str) -> str:
    """What is kept of an invitation's code; case, spaces, hyphens do not matter when typed."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return salted_hmac("roles.invitation", plain, algorithm="sha256").hexdigest()


def invitation_of(code: str, *, at: datetime, lock: bool = False) -> Invitation:
    """The open invitation of a code.

    Raises:
        RefusedError: no invitation is open to it; the sentence never tells whether there was one.
    """
    found = Invitation.objects.filter(digest=invitation_digest(code))
    if lock:
        found = found.select_for_update()
    invitation = found.filter(accepted_at=None, revoked_at=None, expires_at__gt=at).first()
    if invitation is None:
        raise RefusedError(
            _(
                "Mã mời chưa đúng, đã dùng, đã được rút lại hoặc đã hết hạn. Hãy kiểm tra lại từng"
                " nhóm chữ, hoặc xin quản trị viên một lời mời mới."
            )
        )
    return invitation


def invitations_visible_to(acting: Acting, on: date) -> QuerySet[Invitation]:
    """The invitations to units of the acting branch, the latest first."""
    units = visible_unit_ids(acting, on)
    if units is None:
        return Invitation.objects.all()
    return Invitation.objects.filter(unit_id__in=units)


def hand_overs_visible_to(acting: Acting, on: date) -> QuerySet[HandOver]:
    """Hand-overs between users of the branch, for administrators; to oneself, for others."""
    hand_overs = HandOver.objects.select_related("from_user", "to_user")
    if acting.sees_everything:
        return hand_overs
    mine = Q(to_user_id=acting.user_id)
    if acting.acts_as(Role.ADMINISTRATOR):
        users = users_visible_to(acting, on).values("pk")
        return hand_overs.filter(mine | Q(from_user_id__in=users, to_user_id__in=users))
    return hand_overs.filter(mine)


def invitations_in(found: QuerySet[Invitation], state: str, now: datetime) -> QuerySet[Invitation]:
    """The invitations in a state: open, accepted, revoked or over; empty is every state."""
    waiting = Q(accepted_at=None, revoked_at=None)
    conditions = {
        "open": waiting & Q(expires_at__gt=now),
        "accepted": Q(accepted_at__isnull=False),
        "revoked": Q(revoked_at__isnull=False),
        "over": waiting & Q(expires_at__lte=now),
    }
    return found.filter(conditions.get(state, Q())).select_related("accepted_by")
