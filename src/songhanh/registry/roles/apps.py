"""Roles app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolesConfig(AppConfig):
    """Roles and scopes."""

    name = "songhanh.registry.roles"
    label = "roles"
    verbose_name = _("Vai trò")

    def ready(self) -> None:
        """Name the verbs and the pages, and tell the header who is acting."""
        from songhanh.foundation.accounts import sessions
        from songhanh.foundation.audit import upstairs, verbs
        from songhanh.foundation.ui import navigation
        from songhanh.registry.orgunits import panels
        from songhanh.registry.roles.actions import CHOSEN_ROLE
        from songhanh.registry.roles.audit_answers import AuditAnswers
        from songhanh.registry.roles.enums import Role
        from songhanh.registry.roles.header import describe
        from songhanh.registry.roles.panels import people_panel

        verbs.register(
            {"role.grant": _("cấp vai trò"), "role.end": _("kết thúc vai trò")},
            for_administrators=True,
        )
        upstairs.answer_with(AuditAnswers())
        sessions.let_survive(CHOSEN_ROLE)
        navigation.describe_acting_with(describe)
        panels.register("people", "roles/unit_people.html", people_panel)
        navigation.register(
            "roles:choose", _("Đổi vai trò"), section=navigation.Section.ACCOUNT, order=10
        )
        navigation.register(
            "roles:users",
            _("Tài khoản và vai trò"),
            section=navigation.Section.ADMINISTRATION,
            order=10,
            icon="people",
            roles=(Role.ADMINISTRATOR,),
        )
