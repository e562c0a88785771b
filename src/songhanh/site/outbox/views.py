"""Quick entry, the door the outbox delivers to, and the files that make the page installable."""

import hashlib
from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError, require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.records.recording.rules import can_record
from songhanh.records.recording.views import RecordPages, pages_of
from songhanh.registry.calendar.enums import OccasionKind
from songhanh.registry.calendar.queries import occasions_on
from songhanh.registry.roles.enums import Role
from songhanh.site.outbox.queries import recent_titles

QUICK_KINDS = ("media_item", "activity", "school_activity", "model_meeting")
"""The kinds entered most, the one of every day first."""

BELONGING = {"school_activity": "school", "model_meeting": "model"}
"""Kinds offered only where the unit keeps something they belong to, with the field of that."""

ICON_SIZES = (192, 512)
"""Phones that cannot draw the mark itself take a picture of it; its edge may be cut round."""

SHELL = (
    "ui/tokens.css",
    "ui/page.css",
    "ui/components.css",
    "ui/icons.svg",
    "ui/mark.svg",
    "recording/records.css",
    "outbox/outbox.css",
    "outbox/outbox.js",
    "outbox/store.js",
    "outbox/photos.js",
)
"""What the page needs to stand without network."""


@signed_in
def quick(request: ActingRequest) -> HttpResponseBase:
    """The few fields of the kinds entered most; without script it sends like any form."""
    require(can_record(request.acting))
    sent = _sent(request) if request.method == "POST" else None
    if sent is not None and not isinstance(sent, tuple):
        return sent
    kind, form = sent or ("", None)
    asked = kind or request.GET.get("kind", "")
    entries = [
        _entry(request, code, form if code == kind else None) for code in _offered(request, asked)
    ]
    opened = asked if asked in [one["kind"].code for one in entries] else entries[0]["kind"].code
    today = clock.today()
    context = {
        "entries": entries,
        "opened": opened,
        "owner": request.acting.username,
        "today": today,
        "campaigns": [
            one
            for one in occasions_on(today, request.acting.unit_id)
            if one.occasion.kind == OccasionKind.CAMPAIGN
        ],
    }
    return render(request, "outbox/quick.html", context, status=400 if form else 200)


def _offered(request: ActingRequest, asked: str) -> list[str]:
    """The kinds entered most by this role, and the one the address asks for, whichever it is."""
    usual = list(QUICK_KINDS)
    if request.acting.acts_as(Role.SCHOOL_OFFICER):
        usual.sort(key=lambda code: code != "school_activity")
    offered = [code for code in usual if pages_of(code) is not None and _belongs(request, code)]
    pages = pages_of(asked)
    if pages is not None and pages.quick and asked not in offered:
        offered.append(asked)
    return offered


def _belongs(request: ActingRequest, code: str) -> bool:
    if code not in BELONGING:
        return True
    pages = _known(code)
    form = pages.form(acting=request.acting, on=clock.today())
    return bool(form.fields[BELONGING[code]].queryset.exists())


def _known(code: str) -> RecordPages[Any, Any]:
    pages = pages_of(code)
    if pages is None:
        raise LookupError(code)
    return pages


def _sent(request: ActingRequest) -> HttpResponse | tuple[str, Any]:
    """What a browser without script sent: the way on, or the form with its faults."""
    pages = _pages(request)
    record, form = pages.take(request.POST, request.FILES, acting=request.acting, at=clock.now())
    if record is None:
        return pages.kind.code, form
    messages.success(request, _("Đã gửi “%(title)s”.") % {"title": record.title})
    return redirect(f"{reverse('outbox:quick')}?kind={pages.kind.code}")


def _entry(request: ActingRequest, code: str, form: Any) -> dict[str, Any]:
    pages = _known(code)
    unit_id = request.acting.unit_id
    last = pages.last_of(unit_id) if unit_id is not None else None
    copied = request.GET.get("copy") == code and last is not None
    if form is None:
        today = clock.today()
        start = pages.initial(today, last if copied else None)
        form = pages.form(acting=request.acting, on=today, initial=start, auto_id=f"{code}_%s")
    else:
        form.auto_id = f"{code}_%s"
    shown = [form[name] for name in pages.quick if not form[name].is_hidden]
    return {
        "kind": pages.kind,
        "form": form,
        "shown": shown,
        "kept": [bound for bound in form if bound.name in pages.quick_kept or bound.is_hidden],
        "titles": recent_titles(pages.kind, unit_id) if "title" in form.fields else [],
        "last": last,
        "full": reverse(f"{pages.kind.namespace}:new"),
    }


@require_POST
def deliver(request: HttpRequest) -> JsonResponse:
    """Take one record out of somebody's outbox; the same key twice gives the same answer.

    Answers with ``state``: received (and the record's address), rejected (with ``faults``),
    sign_in, or another_owner: what one person keeps in the phone, another one's session never
    sends.
    """
    acting = getattr(request, "acting", None)
    if not request.user.is_authenticated or acting is None or not acting.role:
        return _answer(401, "sign_in", _("Phiên làm việc đã hết hạn. Hãy đăng nhập lại để gửi."))
    if request.POST.get("owner") != acting.username:
        return _answer(409, "another_owner", _("Bản ghi này do tài khoản khác cất trong máy."))
    try:
        pages = _pages(request)
        record, form = pages.take(request.POST, request.FILES, acting=acting, at=clock.now())
    except (RefusedError, ConflictError) as error:
        return _answer(422, "rejected", error.message)
    except NotAllowedError as error:
        return _answer(422, "rejected", error.reason)
    if record is None:
        return _answer(422, "rejected", _("Có chỗ cần sửa."), faults=_faults(form))
    address = reverse(f"{pages.kind.namespace}:show", args=[record.pk])
    return _answer(200, "received", "", address=address, title=record.title)


def _faults(form: Any) -> list[dict[str, str]]:
    return [
        {
            "field": name,
            "label": str(form[name].label) if name in form.fields else "",
            "message": " ".join(str(error) for error in errors),
        }
        for name, errors in form.errors.items()
    ]


def _answer(status: int, state: str, message: str, **more: object) -> JsonResponse:
    return JsonResponse({"state": state, "message": message, **more}, status=status)


def _pages(request: HttpRequest) -> RecordPages[Any, Any]:
    pages = pages_of(request.POST.get("kind_code", ""))
    if pages is None:
        raise RefusedError(_("Biểu mẫu này không còn dùng. Hãy mở lại trang rồi nhập lại."))
    return pages


@require_GET
def manifest(_request: HttpRequest) -> JsonResponse:
    """What a phone needs to put the page among its apps."""
    return JsonResponse(
        {
            "name": "Song Hành",
            "short_name": "Song Hành",
            "description": _("Ghi hoạt động, tin, bài về bình đẳng giới, cả khi không có mạng."),
            "lang": "vi",
            "start_url": reverse("outbox:quick"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#f6f6f3",
            "theme_color": "#0b5d4e",
            "icons": [
                {
                    "src": static("ui/mark.svg"),
                    "sizes": "any",
                    "type": "image/svg+xml",
                    "purpose": "any",
                },
                *(
                    {
                        "src": static(f"outbox/icon-{size}.png"),
                        "sizes": f"{size}x{size}",
                        "type": "image/png",
                        "purpose": purpose,
                    }
                    for size in ICON_SIZES
                    for purpose in ("any", "maskable")
                ),
            ],
        },
        content_type="application/manifest+json",
    )


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the list of what it keeps under the version of that."""
    context = {
        "version": shell_version(),
        "page": reverse("outbox:quick"),
        "shell": [static(name) for name in SHELL],
    }
    response = render(
        request, "outbox/service-worker.js", context, content_type="text/javascript; charset=utf-8"
    )
    response["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=1)
def shell_version() -> str:
    """A digest of everything the page needs: another one makes another cache."""
    digest = hashlib.sha256()
    for name in SHELL:
        place = finders.find(name)
        if not isinstance(place, str):
            raise FileNotFoundError(name)
        with open(place, "rb") as file:  # noqa: PTH123 - the finder gives a plain path
            digest.update(file.read())
    return digest.hexdigest()[:16]
