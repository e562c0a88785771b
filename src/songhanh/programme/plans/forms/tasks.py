"""The forms of task groups, tasks, assignments and duties."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField
from songhanh.programme.elements.building import Detail
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.forms.base import NOT_SAID, RowForm
from songhanh.programme.plans.forms.fields import ListField
from songhanh.programme.tasks.enums import AssignedRole, TaskPart
from songhanh.programme.tasks.models import Assignment, AssignmentAgency, Duty, Task, TaskGroup


class TaskGroupForm(RowForm):
    """A titled group of tasks."""

    model = TaskGroup
    columns = ("parent_title",)

    parent_title = LineField(label=gettext_lazy("Thuộc"), required=False)


class TaskForm(RowForm):
    """A task."""

    model = Task
    columns = (
        "label",
        "part",
        "lead",
        "partners",
        "time_words",
        "product",
        "starts_on",
        "ends_on",
    )

    label = LineField(label=gettext_lazy("Ký hiệu"), max_length=20, required=False)
    part = forms.ChoiceField(
        label=gettext_lazy("Phần"), choices=[NOT_SAID, *TaskPart.choices], required=False
    )
    lead = LineField(label=gettext_lazy("Chủ trì"), required=False)
    partners = LineField(label=gettext_lazy("Phối hợp"), required=False)
    time_words = LineField(label=gettext_lazy("Thời gian"), required=False)
    product = LineField(label=gettext_lazy("Sản phẩm, kết quả"), required=False)
    starts_on = forms.DateField(label=gettext_lazy("Từ ngày"), required=False)
    ends_on = forms.DateField(label=gettext_lazy("Đến ngày"), required=False)


class AssignmentForm(RowForm):
    """Agencies with their role."""

    model = Assignment
    columns = ("role", "heading")

    role = forms.ChoiceField(
        label=gettext_lazy("Vai trò"), choices=[NOT_SAID, *AssignedRole.choices], required=False
    )
    agencies = ListField(label=gettext_lazy("Cơ quan, đơn vị"), required=False)
    partners = ListField(label=gettext_lazy("Đơn vị phối hợp"), required=False)
    heading = LineField(label=gettext_lazy("Tiêu đề mục"), required=False)

    def details(self) -> list[Detail]:
        """One row a body."""
        rows = [
            {"position": place, "text": text, "partner": name == "partners"}
            for name in ("agencies", "partners")
            for place, text in enumerate(self.cleaned_data[name], start=1)
        ]
        return [Detail(AssignmentAgency, "assignment", rows)]

    @classmethod
    def initial_of(cls, element: PlanElement) -> dict[str, Any]:
        """With agencies and partners."""
        bodies = list(element.assignment.agencies.all())
        return super().initial_of(element) | {
            "agencies": [body.text for body in bodies if not body.partner],
            "partners": [body.text for body in bodies if body.partner],
        }


class DutyForm(RowForm):
    """A duty of an agency."""

    model = Duty
    columns = ("label", "role")

    label = LineField(label=gettext_lazy("Ký hiệu"), max_length=20, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Vai trò"), choices=[NOT_SAID, *AssignedRole.choices], required=False
    )
