"""Pages of roles and of managing users."""

from songhanh.registry.roles.views import choosing, users

__all__ = ["choosing", "users"]
