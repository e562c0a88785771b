"""Accounts app."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users and sign-in."""

    name = "songhanh.foundation.accounts"
    label = "accounts"
    verbose_name = _("Tài khoản")

    def ready(self) -> None:
        """Name the verbs and the pages; tidy the sessions at night."""
        from songhanh.foundation.accounts.jobs import clear_ended_sessions
        from songhanh.foundation.audit import verbs
        from songhanh.foundation.jobs import schedules
        from songhanh.foundation.ui import navigation

        schedules.daily(time(3, 30), "accounts.clear_sessions", clear_ended_sessions)
        verbs.register(
            {
                "account.sign_in": _("đăng nhập"),
                "account.sign_out": _("đăng xuất"),
                "account.pause_sign_in": _("tạm dừng nhận đăng nhập"),
                "account.change_password": _("đổi mật khẩu"),
                "account.create": _("lập tài khoản"),
                "account.change": _("sửa thông tin tài khoản"),
                "account.reset_password": _("cấp lại mật khẩu"),
                "account.deactivate": _("khóa tài khoản"),
                "account.activate": _("mở lại tài khoản"),
                "account.first_step": _("qua bước đăng nhập thứ nhất"),
                "account.set_authenticator": _("đặt ứng dụng tạo mã"),
                "account.remove_authenticator": _("bỏ ứng dụng tạo mã"),
                "account.renew_recovery_codes": _("cấp mã khôi phục mới"),
                "account.remove_second_factors": _("gỡ bước xác nhận của tài khoản"),
                "account.add_passkey": _("thêm khóa truy cập"),
                "account.remove_passkey": _("bỏ khóa truy cập"),
                "account.link_identity": _("liên kết định danh"),
                "account.unlink_identity": _("bỏ liên kết định danh"),
                "account.erase": _("xóa dữ liệu cá nhân của tài khoản"),
                "account.end_session": _("kết thúc một phiên đăng nhập"),
                "account.end_sessions": _("kết thúc các phiên đăng nhập"),
                "account.clear_sessions": _("dọn các phiên đăng nhập đã hết hạn"),
            },
            for_administrators=True,
        )
        section = navigation.Section.ACCOUNT
        navigation.register("accounts:security", _("Bảo mật tài khoản"), section=section, order=15)
        navigation.register("accounts:password", _("Đổi mật khẩu"), section=section, order=20)
        navigation.register(
            "accounts:sign_out", _("Đăng xuất"), section=section, order=30, by_post=True
        )
