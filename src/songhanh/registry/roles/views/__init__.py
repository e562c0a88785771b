"""Pages of roles and of managing users."""

from songhanh.registry.roles.views import access, choosing, users

__all__ = ["access", "choosing", "users"]
