"""The gallery: every component with its variants."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from songhanh.foundation.lib.web import signed_in
from songhanh.foundation.ui.gallery import samples


def show(request: HttpRequest) -> HttpResponse:
    """The page itself."""
    return render(request, "ui/gallery.html", samples(request))


gallery = show if settings.DEBUG else signed_in(show)
"""Open to signed-in people; to everybody while developing."""
