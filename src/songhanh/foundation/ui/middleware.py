"""Every answer of the site passes here: the language, the security policy, the refusals."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.foundation.ui.refusals import refusal_page, too_large

Answer = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'self'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self'; "
    "object-src 'none'; "
    "base-uri 'none'; "
    "form-action 'self'; "
    "frame-ancestors 'none'"
)
"""No inline script, no inline style, nothing from elsewhere."""

_COMPRESSIBLE = ("text/", "application/json", "image/svg+xml")
_DRAIN_CHUNK = 64 * 1024
_DRAIN_AT_MOST = 256 * 1024 * 1024


class LanguageMiddleware:
    """Vietnamese, until somebody chooses another language with the switch in the header.

    Django's own middleware would follow the browser's language, and many office computers run an
    English browser: their users would meet an English site nobody chose.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of the cookie."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code for code, _name in settings.LANGUAGES}
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
            if isinstance(response, HttpResponse) and not response.has_header("Content-Language"):
                response["Content-Language"] = language
            patch_vary_headers(response, ["Cookie"])
            return response


class SecurityPolicyMiddleware:
    """A strict content security policy on every answer, and no copy of it in a shared cache."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the policy."""
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Cache-Control", "private, no-cache")
        return response


class TextCompressionMiddleware(GZipMiddleware):
    """Compress pages for slow lines; photos and documents are compressed already.

    It stands below WhiteNoise, whose entity tags it would weaken.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress what is text."""
        kind = response.headers.get("Content-Type", "")
        if not kind.startswith(_COMPRESSIBLE):
            return response
        return super().process_response(request, response)


class UploadLimitMiddleware:
    """Refuse a body larger than any file the product takes, before anything reads or stores it.

    The body is read away first: a browser that is still sending when the answer comes shows a
    broken connection instead of the sentence.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413 or pass on."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        limit = settings.MAX_UPLOAD_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if not length.isdecimal() or int(length) <= limit:
            return self.get_response(request)
        _read_away(request, min(int(length), _DRAIN_AT_MOST))
        return too_large(request)


class RefusalMiddleware:
    """Turn the refusals that actions raise into pages with their sentence and a way on."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; refusals come back through ``process_exception``."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a refusal; None for anything else, which is somebody else's to answer."""
        if isinstance(exception, ConflictError):
            return refusal_page(request, 409, exception.message)
        if isinstance(exception, RefusedError):
            return refusal_page(request, 400, exception.message)
        if isinstance(exception, NotAllowedError):
            return refusal_page(request, 403, exception.reason)
        return None


def _read_away(request: HttpRequest, length: int) -> None:
    while length > 0:
        chunk = request.read(min(_DRAIN_CHUNK, length))
        if not chunk:
            return
        length -= len(chunk)
