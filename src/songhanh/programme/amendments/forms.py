"""The form of a decision that amends a plan."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.programme.amendments.actions import DecisionPaper
from songhanh.programme.amendments.enums import AMENDABLE
from songhanh.programme.elements.models import PlanElement


class DecisionForm(forms.Form):
    """Number, day and file of a decision, and the day from which it holds."""

    number = LineField(label=_("Số, ký hiệu quyết định"), max_length=60)
    issued_on = forms.DateField(label=_("Ngày ban hành"))
    effective_on = forms.DateField(
        label=_("Có hiệu lực từ ngày"),
        help_text=_("Trước ngày này nội dung cũ được tính, từ ngày này nội dung mới được tính."),
    )
    title = LinesField(
        label=_("Trích yếu"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    file = forms.FileField(
        label=_("Tệp quyết định"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.txt,.md"}),
    )

    def clean_file(self) -> Any:
        """A file the product takes."""
        file = self.cleaned_data["file"]
        if file and file.size > settings.MAX_UPLOAD_BYTES:
            raise ValidationError(
                _("Tệp lớn hơn %(limit)s MB nên chưa được nhận. Hãy tải lên tệp nhỏ hơn."),
                params={"limit": settings.MAX_UPLOAD_BYTES // 1024**2},
            )
        return file

    def paper(self) -> DecisionPaper:
        """What the decision says of itself."""
        data = dict(self.cleaned_data)
        file = data.pop("file")
        return DecisionPaper(
            **data, filename=file.name if file else "", data=file.read() if file else b""
        )


class KindForm(forms.Form):
    """Which kind of element a decision adds."""

    kind = forms.ChoiceField(
        label=_("Bổ sung"), choices=[(kind.value, kind.label) for kind in AMENDABLE]
    )


class ParentForm(forms.Form):
    """Under which group or assignment it stands."""

    parent = forms.ModelChoiceField(label=_("Thuộc mục"), queryset=PlanElement.objects.none())

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parents.query.is_empty():
            del self.fields["parent"]
        else:
            self.fields["parent"].queryset = parents  # type: ignore[attr-defined]  # a model choice
