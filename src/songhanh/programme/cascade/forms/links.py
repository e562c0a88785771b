"""Forms of upper documents and of links made by hand."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.programme.cascade.enums import LinkRelation
from songhanh.programme.cascade.models import UpperDocument
from songhanh.programme.cascade.queries.links import Proposal
from songhanh.programme.plans.models import PlanDocument


class DocumentForm(forms.ModelForm[UpperDocument]):
    """An upper document outside the registry of plans."""

    title = LinesField(label=_("Tên văn bản"), widget=forms.Textarea(attrs={"rows": 2}))
    number = LineField(label=_("Số, ký hiệu"), max_length=80, required=False)
    issuer_words = LineField(label=_("Cơ quan ban hành"), max_length=300, required=False)

    class Meta:
        model = UpperDocument
        fields = ["kind", "title", "number", "issued_on", "issuer_words", "above"]

    def values(self) -> dict[str, Any]:
        """The fields; the form itself saves nothing."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def validate_unique(self) -> None:
        """The action says it in one sentence."""


class LinkForm(forms.Form):
    """A link chosen by hand: to a plan of the registry or to a document."""

    relation = forms.ChoiceField(label=_("Quan hệ"), choices=LinkRelation)
    plan = forms.ModelChoiceField(
        label=_("Kế hoạch trong sổ"), queryset=PlanDocument.objects.none(), required=False
    )
    document = forms.ModelChoiceField(
        label=_("Văn bản ngoài sổ"), queryset=UpperDocument.objects.all(), required=False
    )

    def __init__(self, *args: Any, plans: QuerySet[PlanDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]  # a model choice field

    def clean(self) -> dict[str, Any]:
        """One of the two, not both."""
        data = super().clean() or self.cleaned_data
        if bool(data.get("plan")) == bool(data.get("document")):
            self.add_error("plan", _("Hãy chọn một kế hoạch trong sổ, hoặc một văn bản ngoài sổ."))
        return data

    def proposal(self) -> Proposal:
        """What was chosen."""
        return Proposal(
            LinkRelation(self.cleaned_data["relation"]),
            "",
            plan=self.cleaned_data["plan"],
            document=self.cleaned_data["document"],
        )
