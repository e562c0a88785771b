"""The filters of the audit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.audit import verbs
from songhanh.foundation.audit.queries import Wanted
from songhanh.foundation.lib.text import LineField


class AuditFilter(forms.Form):
    """Days, person, verb and subject. ``of`` comes with the link from a thing's own page."""

    first = forms.DateField(label=_("Từ ngày"), required=False)
    last = forms.DateField(label=_("Đến ngày"), required=False)
    person = LineField(label=_("Người thực hiện"), required=False)
    verb = forms.ChoiceField(label=_("Việc"), required=False)
    subject = LineField(label=_("Đối tượng"), required=False)
    of = LineField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, hidden: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(verb, name) for verb, name in verbs.named().items() if verb not in hidden]
        self.fields["verb"].choices = [("", _("tất cả")), *shown]  # type: ignore[attr-defined]  # it is a ChoiceField

    def wanted(self) -> Wanted:
        """What was asked for; a filter that cannot be read narrows nothing and says so."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        kind, _dash, key = data.get("of", "").partition("-")
        return Wanted(
            first=data.get("first"),
            last=data.get("last"),
            person=data.get("person", ""),
            verb=data.get("verb", ""),
            subject=data.get("subject", ""),
            subject_kind=kind,
            subject_key=key,
        )
