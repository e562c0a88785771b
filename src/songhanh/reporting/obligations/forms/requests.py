"""What a lead officer asks units for: which report, of whom, by when, in which form."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.counting import DenominatorRule, PeriodKind
from songhanh.engines.counting.periods import periods_in
from songhanh.engines.vntext import fold
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.foundation.ui.formats import period_text
from songhanh.programme.plans.forms.settings import UnitsForm
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.regimes import RegimeValues
from songhanh.registry.orgunits.queries import units_by_codes
from songhanh.registry.roles.queries import visible_unit_ids
from songhanh.reporting.obligations.actions import Asked
from songhanh.reporting.obligations.forms.regimes import ReportFormFields
from songhanh.reporting.obligations.models import ReportRequest
from songhanh.reporting.obligations.queries import figures_offered

_SHORTEST_FIRST = (PeriodKind.YEAR, PeriodKind.HALF_YEAR, PeriodKind.QUARTER, PeriodKind.MONTH)


class RequestForm(ReportFormFields, UnitsForm):
    """A report asked for beside the plan's regimes."""

    title = LineField(
        label=gettext_lazy("Tên báo cáo"),
        max_length=250,
        help_text=gettext_lazy("Ví dụ: Báo cáo nhanh kết quả Tháng hành động."),
    )
    basis = LinesField(
        label=gettext_lazy("Căn cứ, nội dung yêu cầu"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    period = forms.ChoiceField(label=gettext_lazy("Kỳ số liệu"))
    last_day = forms.DateField(label=gettext_lazy("Nộp đến hết ngày"))
    addressees = LinesField(
        label=gettext_lazy("Nơi nhận báo cáo"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Mỗi dòng một nơi. Để trống thì gửi cơ quan ban hành kế hoạch."),
    )
    field_order = (
        "title",
        "basis",
        "period",
        "last_day",
        "mode",
        "class_name",
        "kinds",
        "codes",
        "addressees",
    )

    def __init__(
        self, *args: Any, plan: PlanDocument, acting: Acting, on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, on=on, **kwargs)
        del self.fields["version"]
        self.acting = acting
        mode = self.fields["mode"]
        mode.label = _("Đơn vị được yêu cầu")
        mode.choices = [one for one in mode.choices if one[0] != "words"]  # type: ignore[attr-defined]  # a choice field
        self.fields["period"].choices = _periods(on)  # type: ignore[attr-defined]  # a choice field
        self.offer(figures_offered(plan))

    def clean_codes(self) -> list[str]:
        """Codes of units of the own branch."""
        codes = super().clean_codes()
        branch = visible_unit_ids(self.acting, self.on)
        found = units_by_codes(codes, self.on)
        beyond = [code for code in codes if branch is not None and found[code].pk not in branch]
        if beyond:
            raise ValidationError(
                _("Đơn vị mang mã %(codes)s nằm ngoài phạm vi phụ trách của bạn."),
                params={"codes": ", ".join(beyond)},
            )
        return codes

    def asked(self) -> Asked:
        """What the valid form asks for."""
        data = self.cleaned_data
        return Asked(
            title=data["title"],
            period=data["period"],
            last_day=data["last_day"],
            units=self.choice() or DenominatorRule(),
            basis=data["basis"],
            form=RegimeValues(
                addressees=data["addressees"],
                figures=self.chosen_figures(),
                texts=self.chosen_texts(),
            ),
        )


class RequestFilter(forms.Form):
    """Filters of the list of requests."""

    q = LineField(label=gettext_lazy("Tên báo cáo"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[
            ("", gettext_lazy("tất cả")),
            ("open", gettext_lazy("đang yêu cầu")),
            ("withdrawn", gettext_lazy("đã rút lại")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_valid()

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen."""
        return any(self.cleaned_data.values())

    def keeps(self, one: ReportRequest) -> bool:
        """Whether a request is one of those asked for."""
        state = self.cleaned_data.get("state") or ""
        if state and (one.withdrawn_at is not None) != (state == "withdrawn"):
            return False
        return fold(self.cleaned_data.get("q") or "") in fold(one.title)


def _periods(on: date) -> list[tuple[str, str]]:
    """The periods of last year, this year and the next."""
    return [
        (one.label, period_text(one))
        for year in (on.year, on.year - 1, on.year + 1)
        for kind in _SHORTEST_FIRST
        for one in periods_in(kind, year)
    ]
