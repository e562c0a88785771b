"""The form of every kind of element."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField
from songhanh.programme.elements.enums import ElementKind, Relation
from songhanh.programme.elements.models import LegalReference, PlanElement, Recipient
from songhanh.programme.plans.forms.base import ElementForm, RowForm
from songhanh.programme.plans.forms.rules import (
    CampaignWindowForm,
    CommemorativeDayForm,
    ReportingRuleForm,
)
from songhanh.programme.plans.forms.targets import TargetForm
from songhanh.programme.plans.forms.tasks import (
    AssignmentForm,
    DutyForm,
    TaskForm,
    TaskGroupForm,
)

_PRINTED_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class LegalReferenceForm(RowForm):
    """A cited document."""

    model = LegalReference
    columns = ("doc_type", "number", "printed_date", "corrected_on", "issuer_words", "relation")

    doc_type = LineField(label=gettext_lazy("Loại văn bản"), max_length=60, required=False)
    number = LineField(label=gettext_lazy("Số, ký hiệu"), max_length=80, required=False)
    printed_date = LineField(
        label=gettext_lazy("Ngày như in trong văn bản"),
        max_length=10,
        required=False,
        help_text=gettext_lazy("Ngày, tháng, năm, ví dụ 23/10/2021; giữ nguyên cả khi in sai."),
    )
    corrected_on = forms.DateField(label=gettext_lazy("Ngày đúng"), required=False)
    issuer_words = LineField(label=gettext_lazy("Cơ quan ban hành"), max_length=300, required=False)
    relation = forms.ChoiceField(label=gettext_lazy("Quan hệ"), choices=Relation)

    @classmethod
    def initial_of(cls, element: PlanElement) -> dict[str, Any]:
        """The printed date the Vietnamese way round."""
        initial = super().initial_of(element)
        initial["printed_date"] = "/".join(reversed(initial["printed_date"].split("-")))
        return initial

    def clean_printed_date(self) -> str:
        """The printed date in ISO order; it need not exist in the calendar."""
        typed: str = self.cleaned_data["printed_date"]
        found = _PRINTED_DATE.fullmatch(typed)
        if typed and not found:
            raise ValidationError(
                _("“%(typed)s” chưa đúng dạng ngày/tháng/năm, ví dụ 23/10/2021."),
                params={"typed": typed},
            )
        return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else ""


class RecipientForm(RowForm):
    """A line of "Nơi nhận"."""

    model = Recipient
    columns = ("purpose", "archive")

    purpose = LineField(label=gettext_lazy("Mục đích"), max_length=20, required=False)
    archive = forms.BooleanField(label=gettext_lazy("Là dòng lưu"), required=False)


FORMS: dict[str, type[ElementForm]] = {
    ElementKind.LEGAL_REFERENCE: LegalReferenceForm,
    ElementKind.TARGET: TargetForm,
    ElementKind.TASK_GROUP: TaskGroupForm,
    ElementKind.TASK: TaskForm,
    ElementKind.FUNDING: ElementForm,
    ElementKind.ASSIGNMENT: AssignmentForm,
    ElementKind.DUTY: DutyForm,
    ElementKind.REPORTING_RULE: ReportingRuleForm,
    ElementKind.CAMPAIGN_WINDOW: CampaignWindowForm,
    ElementKind.COMMEMORATIVE_DAY: CommemorativeDayForm,
    ElementKind.RECIPIENT: RecipientForm,
    ElementKind.FOOTNOTE: ElementForm,
}
"""The form of every kind of element."""
