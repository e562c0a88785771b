"""Filters of the page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.text import LineField


class ReadinessFilter(forms.Form):
    """Which units are shown."""

    q = LineField(label=_("Đơn vị"), required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[
            ("", _("tất cả")),
            ("without", _("chưa có người nộp")),
            ("with", _("đã có người nộp")),
        ],
    )
