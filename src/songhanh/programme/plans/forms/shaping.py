"""Forms that split and merge elements."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LinesField
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.forms.fields import model_field

_SENTENCE_END = re.compile(r"(?<=[.;:!?])\s+(?=[^\W\d_])")


class SplitForm(forms.Form):
    """The words of an element, cut by line breaks; proposed are the ends of its sentences."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    pieces = LinesField(
        label=gettext_lazy("Các mục sau khi tách"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Mỗi dòng thành một mục: xuống dòng ở chỗ cần tách, giữ nguyên mọi chữ."
        ),
    )

    def __init__(self, *args: Any, element: PlanElement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = element.version
        self.initial["pieces"] = "\n".join(_SENTENCE_END.split(element.text))


class MergeForm(forms.Form):
    """Which element comes behind this one; proposed is the next."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    other = forms.ModelChoiceField(
        label=gettext_lazy("Gộp với mục"),
        queryset=PlanElement.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Lời của mục được chọn nối vào sau, lời giống hệt thì chỉ giữ một lần; các giá trị giữ"
            " của mục đầu."
        ),
    )

    def __init__(
        self, *args: Any, element: PlanElement, others: QuerySet[PlanElement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        model_field(self, "other").queryset = others
        later = others.filter(position__gt=element.position).first()
        self.initial = {"version": element.version, "other": later.pk if later else None}
