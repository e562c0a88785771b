"""The gallery: every component with its variants."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui.gallery import samples


def gallery(request: HttpRequest) -> HttpResponseBase:
    """Open to signed-in people; to everybody while developing."""
    return _show(request) if settings.DEBUG else _show_signed_in(request)


@signed_in
def _show_signed_in(request: ActingRequest) -> HttpResponse:
    return _show(request)


def _show(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", samples(request))
