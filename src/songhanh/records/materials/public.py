"""What anybody sees who scans a code: no account, no cookie, no trace of the person."""

import io

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from songhanh.foundation.lib import clock, filestore
from songhanh.records.materials.actions import count_scan
from songhanh.records.materials.models import Material, MaterialVersion
from songhanh.records.materials.queries import served

_DAY = "public, max-age=86400"


@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """The newest approved version behind a code; that of the successor where it was withdrawn."""
    today = clock.today()
    found = served(token, today)
    if found is None:
        status = 200 if Material.objects.filter(token=token, revises=None).exists() else 404
        return render(request, "materials/nothing.html", status=status)
    if request.method == "GET":
        count_scan(found.asked, today)
    response = render(request, "materials/page.html", {"found": found, "token": token})
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def file(request: HttpRequest, token: str, pk: int) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """The file of a version that is served now; an old one leads to the page with the new one."""
    return _file(token, pk, "file_key", as_name=True)


@require_safe
def small(request: HttpRequest, token: str, pk: int) -> HttpResponse:  # noqa: ARG001 - as above
    """The small picture of a version that is served now."""
    return _file(token, pk, "small_key", as_name=False)


@require_safe
def code(request: HttpRequest, token: str) -> HttpResponse:
    """The code itself as a drawing."""
    if not Material.objects.filter(token=token, revises=None).exists():
        raise Http404
    address = request.build_absolute_uri(reverse("qr:page", args=[token]))
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, omitsize=True
    )
    response = HttpResponse(out.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = _DAY
    return response


def _file(token: str, pk: int, key: str, *, as_name: bool) -> HttpResponse:
    found = served(token, clock.today())
    version = next((one for one in found.versions if one.pk == pk), None) if found else None
    if version is None:
        known = MaterialVersion.objects.filter(pk=pk, material__token=token).exists()
        if known:
            return redirect("qr:page", token=token)
        raise Http404
    kept = getattr(version, key)
    if not kept:
        raise Http404
    is_whole = key == "file_key"
    response = HttpResponse(
        filestore.open_file(kept),
        content_type=version.media_type if is_whole else "image/jpeg",
    )
    disposition = content_disposition_header(
        as_attachment=False, filename=version.file_name if as_name else "anh.jpg"
    )
    response["Content-Disposition"] = disposition or "inline"
    response["Cache-Control"] = "no-cache"
    return response
