"""Forms of the plan itself: receiving, filtering, heading, adding, deciding, publishing."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.programme.elements.enums import ElementKind, IssuingLevel
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.enums import Decision, PlanStatus
from songhanh.programme.plans.forms.fields import choice_field, model_field
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries.issuers import issuers_for
from songhanh.programme.plans.queries.registry import REGISTERED

FILE_KINDS = ".docx,.pdf,.txt,.md"
"""What the file chooser offers; the reader decides by the content."""


class UploadForm(forms.Form):
    """A plan file, or its text pasted, and whose plan it is."""

    PASTED = "van-ban-dan.txt"
    code = ""
    """Why the file could not be read, once somebody tried."""

    file = forms.FileField(
        label=gettext_lazy("Tệp kế hoạch"),
        help_text=gettext_lazy("Tệp Word (.docx), PDF có lớp chữ, hoặc văn bản (.txt, .md)."),
        widget=forms.ClearableFileInput(attrs={"accept": FILE_KINDS}),
        allow_empty_file=True,
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Hoặc dán toàn văn"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        strip=False,
        max_length=2_000_000,
    )
    issuer = forms.TypedChoiceField(label=gettext_lazy("Cơ quan ban hành"), coerce=int)

    def __init__(self, *args: Any, acting: Acting, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "issuer").choices = issuers_for(acting, on)
        self.fields["issuer"].initial = acting.branch_id

    def clean_file(self) -> Any:
        """A file the product takes; an empty or strange one is the reader's to explain."""
        file = self.cleaned_data["file"]
        if file and file.size > settings.MAX_UPLOAD_BYTES:
            raise ValidationError(
                _("Tệp lớn hơn %(limit)s MB nên chưa được nhận. Hãy tải lên tệp nhỏ hơn."),
                params={"limit": settings.MAX_UPLOAD_BYTES // 1024**2},
            )
        return file

    def clean(self) -> dict[str, Any]:
        """One of both: a file, or a text."""
        data = super().clean() or self.cleaned_data
        has_text = bool((data.get("text") or "").strip())
        has_file = data.get("file") is not None
        if not has_text and not has_file and not self.errors:
            self.add_error("file", _("Hãy chọn tệp kế hoạch, hoặc dán toàn văn vào ô bên dưới."))
        elif has_text and has_file:
            self.add_error("text", _("Hãy chỉ dùng một cách: tệp, hoặc văn bản dán."))
        return data

    def sent(self) -> tuple[bytes, str]:
        """The bytes to be read and the name they are kept under."""
        file = self.cleaned_data["file"]
        if file is not None:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), self.PASTED


class CorrectedFileForm(UploadForm):
    """A corrected file of a known plan: whose it is, is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["issuer"]


class AttachForm(forms.Form):
    """A scan kept beside a plan."""

    file = forms.FileField(
        label=gettext_lazy("Bản scan"),
        help_text=gettext_lazy("PDF hoặc ảnh (.jpg, .png)."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    title = LineField(
        label=gettext_lazy("Là tài liệu gì"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: bản có chữ ký và dấu; phụ lục lộ trình."),
    )


class CloseForm(forms.Form):
    """From which day a plan is over, and why."""

    on = forms.DateField(label=gettext_lazy("Kết thúc từ ngày"))
    reason = LineField(label=gettext_lazy("Lý do"), max_length=300)


class PlanFilter(forms.Form):
    """The filters of the list of plans."""

    q = LineField(label=gettext_lazy("Tìm trong tên và toàn văn"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        choices=[
            ("", gettext_lazy("tất cả")),
            *PlanStatus.choices,
            (REGISTERED, gettext_lazy("tệp đơn vị đăng ký, để đối chiếu")),
        ],
        required=False,
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Cấp ban hành"),
        choices=[("", gettext_lazy("tất cả")), *IssuingLevel.choices],
        required=False,
    )
    year = forms.IntegerField(label=gettext_lazy("Có hiệu lực năm"), required=False)
    issuer = LineField(label=gettext_lazy("Cơ quan ban hành"), required=False)


class HeaderForm(forms.ModelForm[PlanDocument]):
    """What the plan says of itself. Empty means that the text does not say."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    issuer = forms.TypedChoiceField(label=gettext_lazy("Cơ quan ban hành"), coerce=int)
    title = LinesField(label=gettext_lazy("Trích yếu"), widget=forms.Textarea(attrs={"rows": 3}))

    class Meta:
        model = PlanDocument
        fields = [
            "title",
            "number",
            "issued_on",
            "issue_place",
            "issuing_level",
            "period_from",
            "period_to",
            "period_from_inferred",
            "parent",
            "signatory_authority",
            "signatory_title",
            "signatory_name",
        ]

    field_order = ["version", "title", "issuer", "number", "issued_on"]

    def __init__(
        self, *args: Any, acting: Acting, on: date, parents: QuerySet[PlanDocument], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = issuers_for(acting, on, keep=self.instance.issuer_id)
        choice_field(self, "issuer").choices = choices
        self.fields["issuer"].initial = self.instance.issuer_id
        model_field(self, "parent").queryset = parents.exclude(pk=self.instance.pk)
        self.initial["version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        """The years stand in order."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("period_from"), data.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", _("Năm cuối không thể trước năm đầu."))
        for name in ("period_from", "period_to", "period_from_inferred"):
            year = data.get(name)
            if year and not 1990 <= year <= 2100:
                self.add_error(name, _("Hãy ghi một năm từ 1990 đến 2100."))
        return data

    def values(self) -> dict[str, Any]:
        """The fields of the header; the form itself saves nothing."""
        named = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        return named | {"issuer_id": self.cleaned_data["issuer"]}


class AddElementForm(forms.Form):
    """What is added by hand, before the fields of its kind: where it stands."""

    char_from = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    char_to = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    line_from = forms.IntegerField(label=gettext_lazy("Từ dòng"), min_value=1, required=False)
    line_to = forms.IntegerField(label=gettext_lazy("Đến dòng"), min_value=1, required=False)
    parent = forms.ModelChoiceField(
        label=gettext_lazy("Thuộc mục"), queryset=PlanElement.objects.none()
    )

    def __init__(
        self, *args: Any, text: str, parents: QuerySet[PlanElement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.source = text
        if parents.query.is_empty():
            del self.fields["parent"]
        else:
            model_field(self, "parent").queryset = parents

    def clean(self) -> dict[str, Any]:
        """Lines that the text has, in order; one alone stands for both."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("line_from"), data.get("line_to") or data.get("line_from")
        count = self.source.count("\n") + 1
        if last and not first:
            self.add_error("line_from", _("Hãy ghi dòng đầu, hoặc để trống cả hai."))
        elif first and last and not first <= last <= count:
            self.add_error(
                "line_to",
                _("Văn bản có %(count)d dòng; dòng cuối không thể trước dòng đầu.")
                % {"count": count},
            )
        return data

    def lines(self) -> tuple[int, int] | None:
        """First and last line; None when the element has no place in the text."""
        first = self.cleaned_data["line_from"]
        return (first, self.cleaned_data["line_to"] or first) if first else None

    def characters(self) -> tuple[int, int] | None:
        """The selected characters, as long as they lie on the lines that were given."""
        first, last = self.cleaned_data.get("char_from"), self.cleaned_data.get("char_to")
        if first is None or last is None or not first < last <= len(self.source):
            return None
        lines = (self.source.count("\n", 0, first) + 1, self.source.count("\n", 0, last - 1) + 1)
        return (first, last) if lines == self.lines() else None


class KindForm(forms.Form):
    """Which kind of element to add."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=ElementKind)


class DecisionForm(forms.Form):
    """What is decided about a finding."""

    decision = forms.ChoiceField(label=gettext_lazy("Xử lý"), choices=Decision)
    reason = LineField(label=gettext_lazy("Lý do"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Dismissing asks for a reason."""
        data = super().clean() or self.cleaned_data
        if data.get("decision") == Decision.DISMISSED and not data.get("reason"):
            self.add_error("reason", _("Hãy ghi lý do vì sao đây không phải là bất thường."))
        return data


class NotedForm(forms.Form):
    """How a finding was corrected that no element holds."""

    words = LinesField(
        label=gettext_lazy("Đã sửa thế nào"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Ví dụ: đã ghi số và ngày ở phần đầu; đã xin bổ sung phụ lục."),
    )


class PublishForm(forms.Form):
    """The last questions before publishing."""

    blanks_confirmed = forms.BooleanField(
        label=gettext_lazy("Ban hành khi số hoặc ngày còn để trống"), required=False
    )
    supersedes = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Thay thế các kế hoạch"),
        queryset=PlanDocument.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Kế hoạch bị thay thế vẫn được giữ để báo cáo và so sánh."),
    )

    def __init__(self, *args: Any, plans: QuerySet[PlanDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if plans.exists():
            model_field(self, "supersedes").queryset = plans
        else:
            del self.fields["supersedes"]


class ReasonForm(forms.Form):
    """Why a draft is taken out."""

    reason = LineField(label=gettext_lazy("Lý do"), max_length=300)
