"""Pages of the library for those who work with it."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui.formats import day_text, number_text
from songhanh.records.materials.files import MOST_BYTES, set_file
from songhanh.records.materials.forms import VersionFileForm
from songhanh.records.materials.kind import MATERIALS, MESSAGES, MOVES, VERSIONS
from songhanh.records.materials.models import LinkCheck, Material, MaterialVersion
from songhanh.records.materials.queries import scans_of
from songhanh.records.materials.stock import stock_on
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.plain.pages import plain_pages
from songhanh.records.recording.rules import can_change, can_record, can_record_for
from songhanh.records.recording.views import Section, SectionRow

MOST_ON_A_SHEET = 60


def _sections(request: ActingRequest, material: Material) -> Sequence[Section]:
    acting, today = request.acting, clock.today()
    own = can_record_for(acting, material.unit_id, today)
    versions = VERSIONS.visible_to(acting, today).filter(material=material, revises=None)
    moves = MOVES.visible_to(acting, today).filter(material=material, revises=None)
    on_shelf = (
        stock_on(material.pk, as_of=today, unit_id=acting.unit_id) if acting.unit_id else None
    )
    note = ""
    if on_shelf is not None:
        note = _("Kho của đơn vị bạn: nhận %(in)s, xuất %(out)s, còn %(left)s bản.") % {
            "in": number_text(on_shelf.came_in),
            "out": number_text(on_shelf.went_out),
            "left": number_text(on_shelf.left),
        }
    may_add_moves = can_record(acting) and material.standing == RecordStanding.ACCEPTED
    return [
        Section(
            _("Các bản"),
            [_("Bản"), _("Ngôn ngữ"), _("Ngày"), _("Tệp"), _("Tình trạng ghi nhận")],
            [
                SectionRow(
                    reverse("materialversions:show", args=[one.pk]),
                    [
                        one.label,
                        one.get_language_display(),
                        day_text(one.issued_on),
                        one.file_name or _("chưa có tệp"),
                        one.get_standing_display(),
                    ],
                )
                for one in versions.order_by("-issued_on", "-pk")
            ],
            _("Chưa có bản nào. Mã QR chỉ mở được khi có một bản đã duyệt."),
            (f"{reverse('materialversions:new')}?material={material.pk}", _("Thêm bản"))
            if own
            else None,
        ),
        Section(
            _("Nhập, xuất kho"),
            [_("Ngày"), _("Nhập, xuất"), _("Số bản"), _("Nơi nhận, nơi giao")],
            [
                SectionRow(
                    reverse("stockmoves:show", args=[one.pk]),
                    [
                        day_text(one.moved_on),
                        one.get_direction_display(),
                        number_text(one.quantity),
                        one.receiver,
                    ],
                )
                for one in moves.order_by("-moved_on", "-pk")[:50]
            ],
            _("Chưa ghi lần nhập, xuất nào trong phạm vi của bạn."),
            (f"{reverse('stockmoves:new')}?material={material.pk}", _("Ghi nhập, xuất"))
            if may_add_moves
            else None,
            note,
        ),
    ]


def _facts(material: Material) -> Sequence[tuple[str | Promise, object]]:
    if material.standing != RecordStanding.ACCEPTED or material.is_revision:
        return [(_("Mã QR"), _("có sau khi sản phẩm được chấp nhận"))]
    page = reverse("qr:page", args=[material.token])
    sheet = f"{reverse('materials:sheet')}?one={material.pk}"
    link = format_html(
        '<a href="{}">{}</a>, <a href="{}">{}</a>', page, page, sheet, _("in tờ mã QR")
    )
    facts: list[tuple[str | Promise, object]] = [
        (_("Mã QR"), link),
        (_("Lượt quét"), number_text(scans_of(material))),
    ]
    check = LinkCheck.objects.filter(material=material, link=material.link, is_broken=True).first()
    if check is not None:
        facts.append((_("Đường dẫn hỏng"), f"{check.found}, {day_text(check.checked_at)}"))
    return facts


def _version_facts(version: MaterialVersion) -> Sequence[tuple[str | Promise, object]]:
    change = reverse("materialversions:set_file", args=[version.pk])
    if not version.file_key:
        asked = format_html('<a href="{}">{}</a>', change, _("đưa tệp lên"))
        return [(_("Tệp"), asked if version.is_changeable else "")]
    size = number_text(max(version.size // 1024, 1))
    return [(_("Tệp"), f"{version.file_name} ({size} kB)")]


MESSAGE_PAGES = plain_pages(
    MESSAGES,
    first=("title", "text", "topics", "valid_from"),
    defaults=lambda on: {"valid_from": on},
)

MATERIAL_PAGES = plain_pages(
    MATERIALS,
    first=("title", "type", "topics", "description", "photos"),
    filters=("type",),
    more_facts=_facts,
    sections=_sections,
)

VERSION_PAGES = plain_pages(
    VERSIONS,
    first=("material", "label", "language", "issued_on", "transcript"),
    filters=("language",),
    defaults=lambda on: {"issued_on": on, "language": "vi"},
    more_facts=_version_facts,
)

MOVE_PAGES = plain_pages(
    MOVES,
    first=("material", "direction", "quantity", "moved_on", "receiver", "photos"),
    filters=("direction",),
    defaults=lambda on: {"moved_on": on},
)


@signed_in
def sheet(request: ActingRequest) -> HttpResponse:
    """The codes of one material, or of all in use, to be printed and cut."""
    today = clock.today()
    one = request.GET.get("one", "")
    found = _in_use(MATERIALS.visible_to(request.acting, today), today)
    found = found.filter(pk=int(one)) if one.isdecimal() else found.order_by("folded_title")
    shown = list(found[:MOST_ON_A_SHEET])
    copies = 12 if one.isdecimal() else 1
    context = {
        "codes": [
            (material, request.build_absolute_uri(reverse("qr:page", args=[material.token])))
            for material in shown
            for _copy in range(copies)
        ]
    }
    return render(request, "materials/sheet.html", context)


def _in_use(materials: QuerySet[Material], on: date) -> QuerySet[Material]:
    return materials.filter(standing=RecordStanding.ACCEPTED, revises=None).exclude(
        withdrawn_on__lte=on
    )


@signed_in
def put_file(request: ActingRequest, pk: int) -> HttpResponse:
    """Give a version its file."""
    version = VERSION_PAGES.get(request, pk)
    today = clock.today()
    require(can_record_for(request.acting, version.unit_id, today))
    require(can_change(request.acting, version, today))
    form = VersionFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            data = given.read(MOST_BYTES + 1)
            set_file(version, data, given.name, acting=request.acting, at=clock.now())
        except RefusedError as error:
            form.add_error("file", error.message)
        else:
            messages.success(request, _("Đã đưa tệp lên."))
            return redirect("materialversions:show", pk=pk)
    status = 400 if request.method == "POST" else 200
    context = {"form": form, "version": version}
    return render(request, "materials/file.html", context, status=status)


MATERIAL_URLS = [path("qr-sheet/", sheet, name="sheet"), *MATERIAL_PAGES.urls()]
VERSION_URLS = [path("<int:pk>/file/", put_file, name="set_file"), *VERSION_PAGES.urls()]
