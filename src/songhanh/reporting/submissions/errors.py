"""What can go wrong with a submission.

RefusedError                   (foundation)
├── NotOwedError               the unit owes no such report
├── NotBegunError              the period lies ahead
└── ConflictError              (foundation)
    ├── AlreadyThereError      somebody started this report already
    └── ChangedMeanwhileError  somebody else saved, submitted or decided in between
"""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.engines.vntext import format_date
from songhanh.foundation.lib.errors import ConflictError, RefusedError


class NotOwedError(RefusedError):
    """The unit owes no report by this rule for this period."""

    def __init__(self, period: str) -> None:
        super().__init__(
            _(
                "Đơn vị không phải nộp báo cáo kỳ “%(period)s” theo chế độ báo cáo này. Hãy mở báo"
                " cáo từ danh sách nghĩa vụ báo cáo của đơn vị."
            )
            % {"period": period}
        )


class NotBegunError(RefusedError):
    """The period has not begun, so that there is nothing to report."""

    def __init__(self, period: str, first: date) -> None:
        super().__init__(
            _("Kỳ báo cáo %(period)s bắt đầu từ ngày %(day)s nên chưa lập được báo cáo.")
            % {"period": period, "day": format_date(first)}
        )


class AlreadyThereError(ConflictError):
    """The report of this obligation exists."""

    def __init__(self) -> None:
        super().__init__(
            _("Báo cáo của kỳ này đã được lập. Hãy mở báo cáo đó trong danh sách báo cáo.")
        )


class ChangedMeanwhileError(ConflictError):
    """The submission is no longer as this person saw it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Báo cáo này vừa được người khác sửa, nộp hoặc xử lý. Hãy mở lại trang để xem bản"
                " mới nhất rồi thực hiện tiếp."
            )
        )
