"""Why somebody is not signed in.

RefusedError
└── SignInRefusedError      wrong name or password, or too many attempts
    └── DoorShutError       too many attempts; says when to try again
"""

from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.foundation.lib.clock import OFFICE_ZONE
from songhanh.foundation.lib.errors import RefusedError


class SignInRefusedError(RefusedError):
    """Name or password is wrong. The sentence never tells which, nor whether the name exists."""

    def __init__(self, message: str = "") -> None:
        super().__init__(
            message
            or _(
                "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra bộ gõ và phím viết hoa rồi"
                " nhập lại; nếu quên mật khẩu, hãy nhờ quản trị viên cấp lại."
            )
        )


class DoorShutError(SignInRefusedError):
    """Too many attempts for this name or from this address, whether or not the name exists."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(
            _(
                "Đã có nhiều lần đăng nhập chưa thành công nên tạm dừng nhận. Hãy thử lại sau"
                " %(time)s ngày %(day)s, hoặc nhờ quản trị viên cấp lại mật khẩu."
            )
            % {
                "time": f"{until.astimezone(OFFICE_ZONE):%H:%M}",
                "day": f"{until.astimezone(OFFICE_ZONE):%d/%m/%Y}",
            }
        )
