"""Filters of the list of documents; letters, signatories and layouts as people type them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.foundation.ui.lists import NarrowingForm
from songhanh.programme.plans.models import PlanDocument
from songhanh.reporting.documents.actions.keeping import LETTER_FIELDS, SIGNING_FIELDS
from songhanh.reporting.documents.enums import (
    IN_PLACE_OF_THE_HEAD,
    DocumentSource,
    LayoutKind,
    LetterKind,
    Purpose,
    Signing,
    WrittenKind,
)
from songhanh.reporting.documents.models import Letter, Signatory, SigningFacts

_ANY = ("", _("tất cả"))
_MOST_BYTES = 5 * 1024 * 1024
_MOST_BYTES_FINISHED = 20 * 1024 * 1024


class DocumentFilter(NarrowingForm):
    """What the list is narrowed to."""

    q = LineField(label=_("Đơn vị"), required=False)
    period = LineField(label=_("Kỳ báo cáo"), required=False)
    kind = forms.ChoiceField(
        label=_("Loại văn bản"), required=False, choices=[_ANY, *WrittenKind.choices]
    )
    source = forms.ChoiceField(
        label=_("Lập từ"), required=False, choices=[_ANY, *DocumentSource.choices]
    )


class NewLetterForm(forms.Form):
    """What kind of letter is begun, what for, about which plan."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=LetterKind.choices)
    purpose = forms.ChoiceField(label=_("Mục đích"), choices=Purpose.choices)
    plan = forms.ModelChoiceField(
        PlanDocument.objects.none(),
        label=_("Kế hoạch liên quan"),
        required=False,
        empty_label=_("không gắn với kế hoạch nào"),
    )

    def __init__(self, data: Any, *, plans: Iterable[PlanDocument]) -> None:
        super().__init__(data)
        field = self.fields["plan"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = PlanDocument.objects.filter(pk__in=[one.pk for one in plans])


class SigningForm(forms.Form):
    """Who signs and by what right."""

    signing = forms.ChoiceField(label=_("Hình thức ký"), choices=Signing.choices)
    body = LineField(
        label=_("Tập thể (sau TM.)"),
        max_length=120,
        required=False,
        help_text=_("Ví dụ: Ủy ban nhân dân. Để trống nếu cơ quan theo chế độ thủ trưởng."),
    )
    head = LineField(
        label=_("Chức vụ người đứng đầu (sau KT., TL., TUQ.)"),
        max_length=120,
        required=False,
        help_text=_("Ví dụ: Chủ tịch, Giám đốc."),
    )
    position = LineField(label=_("Chức vụ người ký"), max_length=200)
    name = LineField(label=_("Họ và tên người ký"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """A form of signing has the lines it needs."""
        values = super().clean() or self.cleaned_data
        signing = values.get("signing")
        if signing == Signing.COLLECTIVE and not values.get("body"):
            self.add_error("body", _("Ký thay mặt tập thể (TM.) cần tên tập thể."))
        if signing in IN_PLACE_OF_THE_HEAD and not values.get("head"):
            self.add_error("head", _("Ký KT., TL., TUQ. cần chức vụ của người đứng đầu."))
        return values

    @property
    def facts(self) -> dict[str, str]:
        """The fields of the signature block."""
        return {name: self.cleaned_data[name] for name in SIGNING_FIELDS}


class SignatoryForm(SigningForm):
    """Somebody who signs from a day on."""

    valid_from = forms.DateField(
        label=_("Từ ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class SignerForm(forms.Form):
    """Who signs one document, among those who sign for its unit that day."""

    signatory = forms.ChoiceField(
        label=_("Hình thức ký và người ký"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, *, offered: Iterable[Signatory], usual: Signatory | None) -> None:
        super().__init__(data, initial={"signatory": usual.pk if usual else ""})
        self.offered = {str(one.pk): one for one in offered}
        field = self.fields["signatory"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(key, one.signature.in_one_line) for key, one in self.offered.items()]

    @property
    def chosen(self) -> Signatory | None:
        """Who was chosen; None where it is left as it is."""
        return self.offered.get(self.cleaned_data.get("signatory", ""))


class LetterForm(SigningForm):
    """A letter or notice in plain boxes. ``saves`` keeps two writers apart."""

    saves = forms.IntegerField(widget=forms.HiddenInput, localize=False)
    symbol = LineField(
        label=_("Ký hiệu"),
        max_length=60,
        help_text=_("Số do văn thư cấp; công văn thêm đơn vị soạn thảo, ví dụ SNV-BĐG."),
    )
    abstract = LineField(
        label=_("Trích yếu"), max_length=500, help_text=_("Không ghi “V/v”: hệ thống tự thêm.")
    )
    addressees = LinesField(
        label=_("Kính gửi"),
        required=False,
        help_text=_("Mỗi dòng một nơi nhận. Thông báo ghi các nơi này ở mục Nơi nhận."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    text = LinesField(
        label=_("Nội dung"),
        help_text=_(
            "Đầu dòng “I.”, “1.”, “a)” hoặc “-” thành mục, khoản, điểm, gạch đầu dòng. Dấu “./.” "
            "cuối văn bản được tự thêm."
        ),
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    recipients = LinesField(
        label=_("Nơi nhận khác"),
        required=False,
        help_text=_("Mỗi dòng một nơi nhận. “Như trên” và dòng lưu được tự thêm."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    archive = LineField(label=_("Lưu"), max_length=120, help_text=_("Ví dụ: VT, BĐG."))

    field_order = (*LETTER_FIELDS, "saves")

    def __init__(self, data: Any, *, letter: Letter) -> None:
        super().__init__(data, initial=_initial(letter, (*LETTER_FIELDS, "saves")))

    @property
    def values(self) -> dict[str, str]:
        """Everything typed, without the guard."""
        return {name: self.cleaned_data[name] for name in LETTER_FIELDS}


class TemplateForm(forms.Form):
    """A layout adapted in Word."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=LayoutKind.choices)
    file = forms.FileField(
        label=_("Tệp mẫu (.docx)"),
        help_text=_("Tối đa 5 MB, không có macro hay liên kết ra ngoài."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    note = LineField(label=_("Ghi chú"), max_length=300, required=False)

    def clean_file(self) -> bytes:
        """The bytes of the file, if it is not too large."""
        file = self.cleaned_data["file"]
        if file.size > _MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 5 MB. Hãy giảm dung lượng ảnh trong mẫu."))
        self.file_name: str = file.name or ""
        return bytes(file.read())


class FinishedForm(forms.Form):
    """The finished file, and why it stays as it is where something is unlike the layout."""

    file = forms.FileField(
        label=_("Tệp đã hoàn thiện (.docx)"),
        help_text=_("Tối đa 20 MB, không có macro hay liên kết ra ngoài; để trống số và ngày."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    reason = LinesField(
        label=_("Lý do giữ những điểm khác thể thức"),
        required=False,
        help_text=_("Chỉ cần ghi khi kiểm tra thể thức còn tìm thấy điểm khác quy định."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_file(self) -> bytes:
        """The bytes of the file, if it is not too large."""
        file = self.cleaned_data["file"]
        if file.size > _MOST_BYTES_FINISHED:
            raise forms.ValidationError(_("Tệp lớn hơn 20 MB. Hãy giảm dung lượng ảnh trong tệp."))
        return bytes(file.read())


def _initial(row: SigningFacts, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
