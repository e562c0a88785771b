"""What the gallery shows: samples in the product's own words."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.rules import Allowed, Denied
from songhanh.foundation.ui import lists


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=_("Tên hoạt động"), help_text=_("Như ghi trong giấy mời."))
    on = forms.DateField(label=_("Ngày tổ chức"))
    people = forms.IntegerField(label=_("Số lượt người dự"), localize=True)
    cost = forms.DecimalField(label=_("Kinh phí (triệu đồng)"), localize=True, required=False)
    form = forms.ChoiceField(
        label=_("Hình thức"),
        choices=[("talk", _("nói chuyện chuyên đề")), ("contest", _("hội thi"))],
    )
    mode = forms.ChoiceField(
        label=_("Cách tổ chức"),
        widget=forms.RadioSelect,
        choices=[("direct", _("trực tiếp")), ("indirect", _("gián tiếp"))],
    )
    groups = forms.MultipleChoiceField(
        label=_("Nhóm đối tượng"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("women", _("phụ nữ")),
            ("youth", _("thanh niên")),
            ("elderly", _("người cao tuổi")),
        ],
        required=False,
    )
    content = forms.CharField(label=_("Nội dung"), widget=forms.Textarea, required=False)
    photo = forms.FileField(label=_("Ảnh minh chứng"), help_text=_("JPEG hoặc PNG, tối đa 20 MB."))
    integrated = forms.BooleanField(label=_("Lồng ghép trong hoạt động khác"), required=False)

    def clean(self) -> dict[str, object]:
        """An error of the whole form, for the sample."""
        super().clean()
        raise ValidationError(_("Hoạt động này trùng ngày và nơi với một hoạt động đã ghi."))


class SampleFilter(forms.Form):
    """Filters of a list."""

    q = forms.CharField(label=_("Tìm"), required=False)
    since = forms.DateField(label=_("Từ ngày"), required=False)
    status = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("tất cả")), ("accepted", _("đã chấp nhận")), ("returned", _("trả lại"))],
    )


SAMPLE_ROWS = [
    ("Nói chuyện về Luật Bình đẳng giới", "Xã An Hòa", date(2026, 3, 8), 124, "accepted"),
    (
        "Hội thi tìm hiểu phòng, chống bạo lực gia đình",
        "Phường Bình Minh",
        date(2026, 6, 28),
        86,
        "submitted",
    ),
    ("Chiếu phim lưu động tại thôn Đông", "Xã Cẩm Lĩnh", date(2026, 10, 20), None, "returned"),
]
STATUS_LABELS = {
    "accepted": _("đã chấp nhận"),
    "submitted": _("đã gửi"),
    "returned": _("trả lại"),
}


def samples(request: HttpRequest) -> dict[str, object]:
    """Everything the gallery's template asks for."""
    rows = [
        {"name": n, "unit": u, "on": on, "people": people, "status": s, "label": STATUS_LABELS[s]}
        for n, u, on, people, s in SAMPLE_ROWS
    ]
    return {
        "form": SampleForm(),
        "refused_form": SampleForm(data={"on": "31/02/2026", "people": "12,5", "mode": "direct"}),
        "filter_form": SampleFilter(request.GET or None),
        "rows": rows,
        "page": lists.page_of(request, range(1, 1235)),
        "allowed": Allowed(),
        "denied": Denied(
            str(_("Chỉ cán bộ cơ quan thường trực của tỉnh được chấp nhận bản ghi này."))
        ),
        "amount": Decimal("1234.50"),
        "share": Decimal("87.30"),
        "day": date(2026, 3, 15),
        "moment": datetime(2026, 3, 15, 7, 5, tzinfo=UTC),
        "status_samples": [
            ("met", _("đạt")),
            ("at_risk", _("nguy cơ")),
            ("missed", _("không đạt")),
            ("no_data", _("chưa có số liệu")),
            ("due", _("đến hạn")),
        ],
    }
