"""The pages that say no: what happened, in one sentence, and a way on."""

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_HEADINGS: Final[dict[int, Promise]] = {
    400: gettext_lazy("Chưa thực hiện được"),
    403: gettext_lazy("Trang này không mở được với vai trò hiện tại"),
    404: gettext_lazy("Không tìm thấy trang"),
    409: gettext_lazy("Có người vừa thay đổi cùng nội dung này"),
    413: gettext_lazy("Tệp quá lớn"),
    500: gettext_lazy("Hệ thống gặp trục trặc"),
}


def refusal_page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """A page in the site's frame with the heading of the status and the sentence."""
    context = {
        "status": status,
        "heading": _HEADINGS[status],
        "sentence": sentence,
        "back": _page_before(request),
        "typed_text_may_be_kept": request.method == "POST" and status in {400, 409},
    }
    return render(request, "ui/refusal.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: a request that cannot be read."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return refusal_page(
        request,
        400,
        _("Yêu cầu gửi lên chưa đọc được. Hãy mở lại trang và thực hiện lại từ đầu."),
    )


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler403."""
    reason: str = getattr(exception, "reason", "") or _(
        "Vai trò bạn đang dùng không mở được trang này. Nếu bạn giữ nhiều vai trò, hãy đổi vai trò"
        " rồi mở lại; nếu không, hãy hỏi quản trị viên."
    )
    return refusal_page(request, 403, reason)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Django's handler404."""
    return refusal_page(
        request,
        404,
        _(
            "Địa chỉ này không có, hoặc nội dung nằm ngoài phạm vi của vai trò bạn đang dùng. Hãy"
            " kiểm tra lại địa chỉ, hoặc tìm từ trang đầu."
        ),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """A file or a form larger than the product takes."""
    sentence = _(
        "Tệp gửi lên lớn hơn %(limit)s MB nên chưa được nhận. Hãy giảm dung lượng hoặc tách tệp rồi"
        " gửi lại."
    ) % {"limit": settings.MAX_UPLOAD_BYTES // (1024 * 1024)}
    return refusal_page(request, 413, sentence)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Django's CSRF_FAILURE_VIEW: the form was opened too long ago, or under another sign-in."""
    return refusal_page(
        request,
        403,
        _(
            "Biểu mẫu này được mở từ một phiên đăng nhập trước nên chưa được lưu. Hãy quay lại"
            " trang trước, tải lại trang rồi gửi lại."
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Django's handler500. Written without the request: the database may be what failed."""
    context = {
        "status": 500,
        "heading": _HEADINGS[500],
        "sentence": _(
            "Máy chủ chưa xử lý được yêu cầu này; người quản trị đã có thông tin trong nhật ký máy"
            " chủ. Hãy thử lại sau ít phút."
        ),
    }
    return HttpResponse(render_to_string("ui/refusal.html", context), status=500)


def _page_before(request: HttpRequest) -> str:
    """The page of this site the person came from; the path alone, never another site."""
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.netloc != request.get_host():
        return ""
    if request.method == "GET" and referer.path == request.path:
        return ""
    return referer.path + (f"?{referer.query}" if referer.query else "")
