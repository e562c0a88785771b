"""Why something about a difficulty is refused.

RefusedError
├── SaidAlreadyError         the unit has sent the same words and they are still open
├── WithinAuthorityError     the plan asks only for what lies beyond the unit's authority
├── NobodyAboveError         there is nobody to pass it on to
└── ConflictError
    └── StepNotAllowedError  it no longer stands where this step is possible
"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from songhanh.foundation.lib.errors import ConflictError, RefusedError


class SaidAlreadyError(RefusedError):
    """The unit has sent the same words about the same plan, and they wait for an answer."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Đơn vị đã gửi nội dung này và đang chờ trả lời. Hãy mở nội dung đã gửi để xem"
                " diễn biến hoặc bổ sung."
            )
        )


class WithinAuthorityError(RefusedError):
    """The plan asks units to report only what lies beyond their authority."""

    def __init__(self, plan: str) -> None:
        super().__init__(
            _(
                "Kế hoạch %(plan)s yêu cầu báo cáo khó khăn, vướng mắc vượt thẩm quyền của đơn vị."
                " Hãy đánh dấu “vượt thẩm quyền” nếu đúng như vậy; nếu không, đơn vị tự giải quyết."
            )
            % {"plan": plan}
        )


class NobodyAboveError(RefusedError):
    """The difficulty already lies with the last office of its way."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nội dung đã ở nơi nhận cuối cùng theo kế hoạch nên không chuyển lên được nữa."
                " Hãy trả lời đơn vị."
            )
        )


class StepNotAllowedError(ConflictError):
    """The state of the difficulty does not let this step happen."""

    def __init__(self, step: str | Promise, state: str | Promise) -> None:
        super().__init__(
            _(
                "Nội dung đang ở tình trạng “%(state)s” nên chưa thể %(step)s. Hãy tải lại trang để"
                " xem diễn biến mới nhất."
            )
            % {"state": state, "step": step}
        )
