"""The form on which a draft is written: its head and one box for each part."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.engines.docwrite import Signature
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.programme.cascade.actions.drafting import HEAD, signing_fields
from songhanh.programme.cascade.models import PlanDraft

_ROWS = 10


class DraftForm(forms.Form):
    """Everything of a draft. ``version`` keeps two writers from overwriting each other."""

    version = forms.IntegerField(widget=forms.HiddenInput, localize=False)
    title = LinesField(label=_("Trích yếu"), widget=forms.Textarea(attrs={"rows": 3}))
    basis = LinesField(
        label=_("Căn cứ"),
        help_text=_("Mỗi dòng một căn cứ."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    place = LineField(label=_("Địa danh"), max_length=120)
    signatory = forms.ChoiceField(label=_("Người ký của đơn vị"), required=False)
    authority = LinesField(
        label=_("Thẩm quyền ký"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: TM. ỦY BAN NHÂN DÂN; thêm dòng KT. CHỦ TỊCH khi cấp phó ký thay."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    position = LineField(label=_("Chức vụ người ký"), max_length=210)
    signer = LineField(label=_("Người ký"), max_length=120, required=False)
    recipients = LinesField(
        label=_("Nơi nhận"),
        help_text=_("Mỗi dòng một nơi nhận; dòng lưu được tự thêm."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any, *, draft: PlanDraft, signatures: Mapping[str, Signature]) -> None:
        self.signatures = signatures
        initial = {name: getattr(draft, name) for name in (*HEAD, "version")}
        self.places = [part.position for part in draft.parts.all()]
        for part in draft.parts.all():
            initial[f"part-{part.position}"] = part.text
        super().__init__(data, initial=initial)
        self._offer_signatories()
        for part in draft.parts.all():
            self.fields[f"part-{part.position}"] = LinesField(
                label=part.heading,
                required=False,
                help_text=_("Đầu dòng “1.”, “a)” hoặc “-” thành khoản, điểm, gạch đầu dòng."),
                widget=forms.Textarea(attrs={"rows": _ROWS}),
            )

    def head(self) -> dict[str, str]:
        """The fields of the head; a signatory that was chosen stands in place of what was typed."""
        head = {name: self.cleaned_data[name] for name in HEAD}
        chosen = self.signatures.get(self.cleaned_data.get("signatory", ""))
        return head if chosen is None else head | signing_fields(chosen)

    def _offer_signatories(self) -> None:
        if not self.signatures:
            del self.fields["signatory"]
            return
        field = self.fields["signatory"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        offered = [(key, one.in_one_line) for key, one in self.signatures.items()]
        field.choices = [("", _("như ghi ở ba ô dưới")), *offered]

    def parts(self) -> dict[int, str]:
        """The texts by their places."""
        return {place: self.cleaned_data[f"part-{place}"] for place in self.places}
