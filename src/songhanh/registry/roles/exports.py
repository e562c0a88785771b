"""``users.csv`` of a data package: who holds which roles in which unit, without any password.

A role that ends on a known day, and one held in somebody's place, are not in it: the table has no
days, and what is let for a time must not come back for ever.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from songhanh.foundation.lib.package import PackageTable, Row
from songhanh.registry.orgunits.exports import Bearers
from songhanh.registry.roles.models import UserRole


def user_rows() -> Iterator[Row]:
    """A row for each user and unit, of accounts that are in use."""
    bearers = Bearers()
    held: dict[tuple[int, int], list[UserRole]] = defaultdict(list)
    rows = UserRole.objects.filter(valid_to=None, deputy_for=None, user__is_active=True)
    for one in rows.select_related("user").order_by("pk"):
        held[one.user_id, one.unit_id].append(one)
    for (_user, unit_id), roles in held.items():
        user = roles[0].user
        yield {
            "username": user.username,
            "full_name": user.full_name,
            "unit_code": bearers.code(unit_id, date.max),
            "roles": sorted({one.role for one in roles}),
            "email": user.email,
        }


TABLE = PackageTable("users.csv", "username unit_code roles", "full_name email", user_rows)
