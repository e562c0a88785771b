"""What the audit asks about roles and units, answered."""

from collections.abc import Collection
from datetime import date

from songhanh.foundation.audit.upstairs import Reach
from songhanh.foundation.lib.acting import Acting
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.roles import queries
from songhanh.registry.roles.enums import Role


class AuditAnswers:
    """See ``foundation.audit.upstairs``."""

    def reach(self, acting: Acting, on: date) -> Reach:
        """The acting branch of the day, and the users who hold or held a role in it."""
        users = queries.users_visible_to(acting, on).values_list("pk", flat=True)
        return Reach(
            unit_ids=frozenset(queries.visible_unit_ids(acting, on) or ()),
            user_ids=frozenset(users),
        )

    def role_name(self, role: str) -> str:
        """The role in words; a code that is no role stays as it is."""
        return str(Role(role).label) if role in Role.values else role

    def unit_names(self, unit_ids: Collection[int], on: date) -> dict[int, str]:
        """The names of units on a day, or their last ones before."""
        return orgunits.names_on(unit_ids, on)
