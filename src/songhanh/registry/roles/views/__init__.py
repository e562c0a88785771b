"""Pages of roles, of managing users, of invitations and hand-overs."""

from songhanh.registry.roles.views import (
    accepting,
    access,
    choosing,
    invitations,
    passing_on,
    users,
)

__all__ = ["accepting", "access", "choosing", "invitations", "passing_on", "users"]
