"""What the page's header says about who is acting."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.ui.navigation import ActingLabel
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.middleware import acting_role_of
from songhanh.registry.roles.models import UserRole


def role_words(role: UserRole) -> str:
    """The role in words; for a deputy, in whose place."""
    words = str(Role(role.role).label)
    if role.deputy_for is None:
        return words
    return _("%(role)s (làm thay %(person)s)") % {"role": words, "person": role.deputy_for}


def describe(request: HttpRequest) -> ActingLabel | None:
    """The person, the role and the unit in words; without a role, the person alone."""
    if not isinstance(request.user, User):
        return None
    role = acting_role_of(request)
    if role is None:
        return ActingLabel(person=str(request.user), role="", unit="")
    acting: Acting = vars(request)["acting"]
    return ActingLabel(
        person=str(request.user),
        role=role_words(role),
        unit=acting.unit_name,
    )
