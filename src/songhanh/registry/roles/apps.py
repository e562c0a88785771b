"""Roles app."""

from django.apps import AppConfig


class RolesConfig(AppConfig):
    """Roles and scopes."""

    name = "songhanh.registry.roles"
    label = "roles"
    verbose_name = "Vai trò"
