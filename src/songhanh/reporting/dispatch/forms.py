"""What people type about documents on their way."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.handedin import FilesField
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.foundation.ui.lists import NarrowingForm
from songhanh.reporting.dispatch.enums import DispatchState, Means
from songhanh.reporting.dispatch.models import Dispatch

_ANY = ("", _("tất cả"))


def _day(**kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **kwargs)


class DispatchFilter(NarrowingForm):
    """What the archive is narrowed to."""

    q = LineField(label=_("Số, ký hiệu, trích yếu"), required=False)
    kind = forms.ChoiceField(label=_("Loại văn bản"), required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[_ANY, *DispatchState.choices]
    )
    year = forms.IntegerField(
        label=_("Năm ban hành"), required=False, min_value=2000, max_value=2100
    )

    def __init__(self, data: Any, *, kinds: Iterable[str]) -> None:
        super().__init__(data)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [_ANY, *((one, one) for one in kinds)]


class RegisterForm(forms.Form):
    """Number and day as the registry gave them."""

    number = forms.IntegerField(
        label=_("Số"), min_value=1, max_value=9_999_999, localize=False,
        help_text=_("Số do văn thư cấp trong sổ đăng ký văn bản đi của năm."),
    )  # fmt: skip
    symbol = LineField(label=_("Ký hiệu"), max_length=30)
    issued_on = _day(label=_("Ngày ban hành"))

    def __init__(self, data: Any, *, dispatch: Dispatch) -> None:
        super().__init__(data, initial={"symbol": dispatch.symbol})


class SendForm(forms.Form):
    """When and how it went, or was confirmed."""

    day = _day(label=_("Ngày"))
    means = forms.ChoiceField(label=_("Cách gửi"), choices=Means.choices)


class RecipientsForm(forms.Form):
    """Further recipients."""

    lines = LinesField(
        label=_("Thêm nơi nhận"),
        help_text=_("Mỗi dòng một đơn vị hoặc nhóm đơn vị, ví dụ: Sở Y tế; các xã, phường."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ScanForm(forms.Form):
    """The scan of the signed copy."""

    scans = FilesField(label=_("Bản quét đã ký (PDF)"))


class ArchiveForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class is not generic at run time
    """Where it is kept, and where it was published."""

    published_on = _day(label=_("Ngày đăng cổng thông tin"), required=False)
    published_url = forms.URLField(
        label=_("Đường dẫn đã đăng"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = Dispatch
        fields = ["archive", "record_code", "published_on", "published_url"]

    def clean(self) -> dict[str, Any]:
        """A day and its address come together."""
        values = super().clean() or {}
        if bool(values.get("published_on")) != bool(values.get("published_url")):
            self.add_error(None, _("Ngày đăng và đường dẫn cần được ghi cùng nhau."))
        return values
