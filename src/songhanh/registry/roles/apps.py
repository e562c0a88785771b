"""Roles app."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolesConfig(AppConfig):
    """Roles and scopes."""

    name = "songhanh.registry.roles"
    label = "roles"
    verbose_name = _("Vai trò")

    def ready(self) -> None:
        """Name the verbs and the pages, and tell the header who is acting."""
        from songhanh.foundation.accounts import doors, sessions
        from songhanh.foundation.audit import upstairs, verbs
        from songhanh.foundation.jobs import schedules
        from songhanh.foundation.ui import navigation
        from songhanh.registry.orgunits import panels
        from songhanh.registry.roles.actions import CHOSEN_ROLE
        from songhanh.registry.roles.audit_answers import AuditAnswers
        from songhanh.registry.roles.enums import Role
        from songhanh.registry.roles.header import describe
        from songhanh.registry.roles.jobs import clear_old_invitations
        from songhanh.registry.roles.panels import people_panel

        verbs.register(
            {
                "role.grant": _("cấp vai trò"),
                "role.end": _("kết thúc vai trò"),
                "role.appoint_deputy": _("cử người làm thay"),
                "role.hand_over": _("bàn giao công việc"),
                "invitation.send": _("gửi lời mời"),
                "invitation.revoke": _("rút lại lời mời"),
                "invitation.accept": _("nhận lời mời"),
                "invitation.clear": _("xóa tên trong lời mời đã hết hạn"),
            },
            for_administrators=True,
        )
        schedules.daily(time(3, 40), "roles.clear_invitations", clear_old_invitations)
        upstairs.answer_with(AuditAnswers())
        sessions.let_survive(CHOSEN_ROLE)
        doors.register("roles:enter_code", _("Có phiếu mời? Nhập mã in trên phiếu"))
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
        navigation.register(
            "roles:invitations",
            _("Lời mời"),
            section=navigation.Section.ADMINISTRATION,
            order=12,
            icon="inbox",
            roles=(Role.ADMINISTRATOR,),
        )
        navigation.register(
            "roles:hand_overs", _("Bàn giao"), section=navigation.Section.ACCOUNT, order=12
        )
