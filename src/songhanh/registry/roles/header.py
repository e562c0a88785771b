"""What the page's header says about who is acting."""

from django.http import HttpRequest

from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib import clock
from songhanh.foundation.ui.navigation import ActingLabel
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.middleware import acting_role_of


def describe(request: HttpRequest) -> ActingLabel | None:
    """The person, the role and the unit in words; without a role, the person alone."""
    if not isinstance(request.user, User):
        return None
    role = acting_role_of(request)
    if role is None:
        return ActingLabel(person=str(request.user), role="", unit="")
    names = orgunits.names_on([role.unit_id], clock.today())
    return ActingLabel(
        person=str(request.user),
        role=str(Role(role.role).label),
        unit=names.get(role.unit_id, ""),
    )
