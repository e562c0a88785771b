"""What can go wrong with a plan, each with its sentence for people.

RefusedError
├── NotAPlanError            the file is no plan, or cannot be read
├── AlreadyReceivedError     the same file was received before; carries the plan it became
├── NotReadyError            the plan cannot be published yet
└── ConflictError
    └── ChangedMeanwhileError  somebody else changed the same element or header
"""

from django.utils.translation import gettext as _

from songhanh.foundation.lib.errors import ConflictError, RefusedError


class NotAPlanError(RefusedError):
    """The reader's own sentence: what the document is and what to do.

    ``code`` is the state of a file that cannot be read (``no_text`` of a scan); empty for a
    document that can and is no plan.
    """

    def __init__(self, message: str, code: str = "") -> None:
        self.code = code
        super().__init__(message)


class AlreadyReceivedError(RefusedError):
    """The same file was received before for the same issuer; ``plan_id`` is what it became."""

    def __init__(self, plan_id: int, code: str) -> None:
        self.plan_id = plan_id
        super().__init__(
            _(
                "Tệp này đã được nhận trước đây, thành kế hoạch mã %(code)s. Hãy mở kế hoạch đó để"
                " xem và xác nhận tiếp; nếu văn bản đã sửa, hãy tải lên tệp đã sửa."
            )
            % {"code": code}
        )


class NotReadyError(RefusedError):
    """Something still stands in the way of publishing."""


class ChangedMeanwhileError(ConflictError):
    """Two people worked on the same thing; the later one is told and nothing is overwritten."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nội dung này vừa được người khác thay đổi sau khi bạn mở trang. Hãy mở lại trang"
                " để xem nội dung mới rồi thực hiện lại nếu vẫn cần."
            )
        )
