"""What can go wrong with a record.

RefusedError                       (foundation)
├── MoveRefusedError               the record's standing does not allow this
└── ConflictError                  (foundation)
    ├── ChangedMeanwhileError      somebody else saved the record in between
    └── KeyTakenError              the form's key is that of somebody else's record
"""

from django.utils.translation import gettext as _

from songhanh.foundation.lib.errors import ConflictError, RefusedError


class MoveRefusedError(RefusedError):
    """The standing of the record does not allow what was asked."""


class ChangedMeanwhileError(ConflictError):
    """Somebody else saved the record since this person opened it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Bản ghi này vừa được người khác sửa. Nội dung bạn nhập vẫn còn nguyên trên trang; "
                "hãy đối chiếu với bản mới rồi lưu lại."
            )
        )


class KeyTakenError(ConflictError):
    """The key that keeps a form from being entered twice belongs to another record."""

    def __init__(self) -> None:
        super().__init__(
            _("Biểu mẫu này đã được dùng cho một bản ghi khác. Hãy mở biểu mẫu mới rồi nhập lại.")
        )
