"""Why a step on a duty is refused.

RefusedError
└── ConflictError
    ├── StepNotAllowedError   the duty no longer stands where this step is possible
    └── SeenTooLongAgoError   somebody else took a step in between
"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from songhanh.foundation.lib.errors import ConflictError


class StepNotAllowedError(ConflictError):
    """The state of the duty does not let this step happen."""

    def __init__(self, step: str | Promise, state: str | Promise) -> None:
        super().__init__(
            _(
                "Nhiệm vụ đang ở tình trạng “%(state)s” nên chưa thể %(step)s. Hãy tải lại trang để"
                " xem diễn biến mới nhất."
            )
            % {"state": state, "step": step}
        )


class SeenTooLongAgoError(ConflictError):
    """Two people acted on the same duty at once; the later one looks again."""

    def __init__(self) -> None:
        super().__init__(
            _("Nhiệm vụ này vừa được người khác cập nhật. Hãy tải lại trang rồi làm lại.")
        )
