"""Forms of the register of national documents."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.programme.plans.enums import ENDED, DocumentStatus
from songhanh.programme.plans.forms.fields import model_field
from songhanh.programme.plans.models import NationalDocument
from songhanh.programme.plans.queries.national import number_key


class NationalFilter(forms.Form):
    """The filters of the register."""

    q = LineField(label=gettext_lazy("Tìm số, trích yếu, cơ quan"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        choices=[("", gettext_lazy("tất cả")), *DocumentStatus.choices],
        required=False,
    )
    year = forms.IntegerField(label=gettext_lazy("Năm ban hành"), required=False)


class NationalForm(forms.ModelForm[NationalDocument]):
    """A national document."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    number = LineField(label=gettext_lazy("Số, ký hiệu"), max_length=80)
    issuer = LineField(label=gettext_lazy("Cơ quan ban hành"), max_length=200)
    doc_type = LineField(label=gettext_lazy("Loại văn bản"), max_length=60)
    title = LinesField(label=gettext_lazy("Trích yếu"), widget=forms.Textarea(attrs={"rows": 3}))
    source = LineField(
        label=gettext_lazy("Nguồn"),
        max_length=300,
        help_text=gettext_lazy("Biết từ đâu: công báo, trang của cơ quan, bản gốc."),
    )
    note = LinesField(
        label=gettext_lazy("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        model = NationalDocument
        fields = [
            "number",
            "issued_on",
            "issuer",
            "doc_type",
            "title",
            "status",
            "ended_on",
            "replaced_by",
            "source",
            "note",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        others = NationalDocument.objects.exclude(pk=self.instance.pk)
        model_field(self, "replaced_by").queryset = others

    def clean(self) -> dict[str, Any]:
        """What ended has not ended before it began; nothing stands twice."""
        data = super().clean() or self.cleaned_data
        ended, issued = data.get("ended_on"), data.get("issued_on")
        if ended and issued and ended < issued:
            self.add_error("ended_on", _("Ngày hết hiệu lực không thể trước ngày ban hành."))
        if (ended or data.get("replaced_by")) and data.get("status") not in ENDED:
            self.add_error(
                "status", _("Văn bản đã hết hiệu lực hoặc đã có văn bản thay thế: hãy chọn lại.")
            )
        if issued and self._stands_already(data, issued):
            self.add_error("number", _("Văn bản này đã có trong sổ."))
        return data

    def _stands_already(self, data: dict[str, Any], issued: date) -> bool:
        same = NationalDocument.objects.filter(
            number_key=number_key(data.get("number") or ""),
            issued_on=issued,
            issuer=data.get("issuer") or "",
        )
        return same.exclude(pk=self.instance.pk).exists()

    def values(self) -> dict[str, Any]:
        """The fields of the document; the form itself saves nothing."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}
