"""The day up to which a closing report of a campaign counts."""

from django import forms
from django.utils.translation import gettext_lazy


class ReportForm(forms.Form):
    """What happened after the report's day stands apart, as its supplement."""

    until = forms.DateField(
        label=gettext_lazy("Báo cáo tính đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Việc sau ngày này được tách thành phần bổ sung."),
    )
