"""What the forms of all elements share: text, ordinal, and a typed row to give back."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.programme.elements.building import Detail, Typed
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.phrases import without_zeros

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOT_SAID = ("", gettext_lazy("văn bản không nêu"))
"""The choice for what the text leaves open."""


def year_field(label: "StrOrPromise") -> forms.IntegerField:
    """A year a plan can speak of; empty when it names none."""
    return forms.IntegerField(label=label, min_value=1990, max_value=2100, required=False)


def number_field(label: "StrOrPromise") -> forms.DecimalField:
    """A number as people write it: 1.234,5; empty when there is none."""
    return forms.DecimalField(
        label=label, required=False, localize=True, max_digits=18, decimal_places=4
    )


class ElementForm(forms.Form):
    """Text and ordinal, which every element has. Empty means that the text does not say."""

    ordinal = LineField(
        label=gettext_lazy("Số thứ tự trong văn bản"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Đường dẫn các số in từ ngoài vào trong, ví dụ II.1 hoặc V.12-3."),
    )
    text = LinesField(label=gettext_lazy("Nội dung"), widget=forms.Textarea(attrs={"rows": 4}))

    def typed(self) -> Typed | None:
        """The typed row of a valid form; None for kinds that have none."""
        return None

    @classmethod
    def initial_of(cls, element: PlanElement) -> dict[str, Any]:
        """What the form shows first for an element."""
        return {"ordinal": element.ordinal, "text": element.text}


class RowForm(ElementForm):
    """A form whose fields are the columns of one typed row; details are added by each kind."""

    model: ClassVar[Any]
    columns: ClassVar[tuple[str, ...]]

    def typed(self) -> Typed:
        """The typed row."""
        values = {name: self.cleaned_data[name] for name in self.columns}
        return Typed(self.model, values, self.details())

    def details(self) -> list[Detail]:
        """The rows below it."""
        return []

    @classmethod
    def initial_of(cls, element: PlanElement) -> dict[str, Any]:
        """What the form shows first for an element."""
        row = getattr(element, cls.model._meta.model_name)
        shown = {name: without_zeros(getattr(row, name)) for name in cls.columns}
        return super().initial_of(element) | shown
