"""What pages of duties say in the same words."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from songhanh.foundation.lib.web import ActingRequest


def tell_due(request: ActingRequest, count: int) -> None:
    """Say how many duties have the day now."""
    if count:
        sentence = ngettext(
            "Đã đặt hạn cho %(count)s nhiệm vụ.", "Đã đặt hạn cho %(count)s nhiệm vụ.", count
        )
        messages.success(request, sentence % {"count": count})
    else:
        messages.info(request, _("Các nhiệm vụ đã chọn đều có hạn này hoặc đã kết thúc."))
