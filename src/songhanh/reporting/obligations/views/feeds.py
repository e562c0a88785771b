"""The calendar feed of a unit: its address for the people of the unit, the file for phones."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from songhanh.foundation.accounts.views.security import qr_code
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.registry.orgunits.queries import names_on
from songhanh.reporting.obligations import queries
from songhanh.reporting.obligations.actions import renew_feed, revoke_feed
from songhanh.reporting.obligations.calendarfile import calendar_file
from songhanh.reporting.obligations.rules import can_keep_feed


@never_cache
@signed_in
def own_feed(request: ActingRequest) -> HttpResponse:
    """The secret address of the own unit, as link and QR code; a new one, or none any more."""
    require(can_keep_feed(request.acting))
    feed = queries.feed_of(request.acting.unit_id)
    if request.method == "POST":
        if "revoke" in request.POST and feed is not None:
            revoke_feed(feed, acting=request.acting, at=clock.now())
            messages.success(request, _("Đã hủy địa chỉ lịch; điện thoại không nhận hạn mới nữa."))
        elif "renew" in request.POST:
            renew_feed(acting=request.acting, at=clock.now())
            messages.success(request, _("Đã cấp địa chỉ lịch mới; địa chỉ cũ không còn dùng được."))
        return redirect("obligations:own_feed")
    context: dict[str, object] = {"feed": feed}
    if feed is not None:
        path = reverse("obligations:feed", args=[feed.unit_id, queries.token_of(feed)])
        address = request.build_absolute_uri(path)
        context |= {
            "address": address,
            "subscription": "webcal:" + address.partition(":")[2],
            "qr": qr_code(address),
        }
    return render(request, "obligations/feed.html", context)


@require_safe
def feed(_request: HttpRequest, unit_pk: int, token: str) -> HttpResponse:
    """The file behind a secret address; a wrong or an old one is not found."""
    found = queries.feed_behind(unit_pk, token)
    if found is None:
        raise Http404
    today = clock.today()
    name = names_on([unit_pk], today).get(unit_pk, "")
    content = calendar_file(name, queries.obligations_in_feed(unit_pk, today), today)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="han-bao-cao.ics"'
    answer["Cache-Control"] = "private, max-age=3600"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
