"""Refusals of entered figures."""

from django.utils.translation import gettext as _

from songhanh.foundation.lib.errors import ConflictError, RefusedError


class TakenError(RefusedError):
    """The same question has an answer already."""


class ReplacedMeanwhileError(ConflictError):
    """Somebody else corrected the figure since this person opened it."""

    def __init__(self) -> None:
        super().__init__(
            _("Số liệu này vừa được người khác sửa hoặc rút. Hãy mở dòng mới nhất rồi sửa lại.")
        )


def baseline_taken() -> TakenError:
    """A second baseline of one questionnaire and group in one year."""
    return TakenError(
        _(
            "Năm này đã có kết quả lần nền của bảng hỏi và nhóm đó. Hãy sửa dòng đã có, hoặc kiểm"
            " tra lại năm, bảng hỏi và nhóm."
        )
    )


def value_taken() -> TakenError:
    """A second value of one target, year and unit."""
    return TakenError(_("Chỉ tiêu này đã có giá trị của năm và đơn vị đó. Hãy sửa dòng đã có."))
