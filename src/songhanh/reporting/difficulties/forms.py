"""What people type into and about difficulties."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.handedin import FilesField
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.foundation.ui.lists import NarrowingForm
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import PlanDocument
from songhanh.reporting.difficulties.actions import Content
from songhanh.reporting.difficulties.enums import DifficultyState, Subject, Urgency
from songhanh.reporting.difficulties.routing import Way

_LONGEST = 4000
_NO_PERSONAL_DATA = gettext_lazy(
    "Nêu sự việc, không ghi họ tên, số điện thoại hay hoàn cảnh riêng của người dân."
)


class DifficultyFilter(NarrowingForm):
    """What the list is narrowed to."""

    q = LineField(label=gettext_lazy("Tìm trong nội dung"), required=False)
    unit = LineField(label=gettext_lazy("Đơn vị"), required=False)
    plan = forms.ChoiceField(label=gettext_lazy("Kế hoạch"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), *DifficultyState.choices],
    )
    subject = forms.ChoiceField(
        label=gettext_lazy("Về việc"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), *Subject.choices],
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("Mức độ"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), *Urgency.choices],
    )

    def __init__(self, *args: Any, plans: Sequence[PlanDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("tất cả")),
            *((plan.code, plan.name) for plan in plans),
        ]


class DifficultyForm(forms.Form):
    """What a unit sends."""

    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"))
    plan = forms.ChoiceField(label=gettext_lazy("Kế hoạch"))
    element = forms.ChoiceField(label=gettext_lazy("Chỉ tiêu, nhiệm vụ"), required=False)
    subject = forms.ChoiceField(label=gettext_lazy("Về việc"), choices=Subject.choices)
    text = LinesField(
        label=gettext_lazy("Khó khăn, vướng mắc"),
        help_text=_NO_PERSONAL_DATA,
        max_length=_LONGEST,
    )
    proposal = LinesField(
        label=gettext_lazy("Kiến nghị, đề xuất"),
        help_text=gettext_lazy("Đơn vị đề nghị ai làm gì để gỡ khó khăn này."),
        required=False,
        max_length=_LONGEST,
    )
    beyond_authority = forms.BooleanField(
        label=gettext_lazy("Vượt thẩm quyền của đơn vị"), required=False
    )
    urgency = forms.ChoiceField(label=gettext_lazy("Mức độ"), choices=Urgency.choices)
    proofs = FilesField(label=gettext_lazy("Ảnh, tệp PDF kèm theo"), required=False)

    def __init__(
        self,
        *args: Any,
        units: dict[int, str],
        plans: Sequence[PlanDocument],
        elements: Sequence[PlanElement],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plans = {str(plan.pk): plan for plan in plans}
        self.elements = {str(one.pk): one for one in elements}
        choices: dict[str, list[tuple[str, Any]]] = {
            "unit": [(str(pk), name) for pk, name in units.items()],
            "plan": [
                (pk, _shortened(f"{plan.name}: {plan.title}")) for pk, plan in self.plans.items()
            ],
            "element": [("", _("không về mục nào riêng")), *self._by_plan()],
        }
        for name, of_field in choices.items():
            self.fields[name].choices = of_field  # type: ignore[attr-defined]  # a ChoiceField
        for name, rows in (("text", 5), ("proposal", 4)):
            self.fields[name].widget.attrs["rows"] = rows

    def _by_plan(self) -> list[tuple[str, Any]]:
        groups: dict[str, list[tuple[str, str]]] = {}
        for pk, one in self.elements.items():
            words = " ".join(part for part in (one.ordinal, one.text) if part)
            groups.setdefault(str(one.plan_id), []).append((pk, _shortened(words)))
        return [(self.plans[pk].name, listed) for pk, listed in groups.items()]

    def clean(self) -> dict[str, Any]:
        """A target or task has to be one of the plan's."""
        data = super().clean() or {}
        element = self.elements.get(data.get("element") or "")
        if element is not None and str(element.plan_id) != data.get("plan"):
            self.add_error("element", _("Mục này không thuộc kế hoạch đã chọn. Hãy chọn lại."))
        return data

    @property
    def plan_meant(self) -> PlanDocument:
        """The plan chosen."""
        return self.plans[self.cleaned_data["plan"]]

    @property
    def content(self) -> Content:
        """What was typed."""
        data = self.cleaned_data
        return Content(
            subject=Subject(data["subject"]),
            text=data["text"],
            proposal=data["proposal"],
            element=self.elements.get(data["element"]),
            beyond_authority=data["beyond_authority"],
            urgency=Urgency(data["urgency"]),
            files=data["proofs"],
        )


class AnswerForm(forms.Form):
    """The answer, and the day by which something is promised."""

    text = LinesField(
        label=gettext_lazy("Nội dung trả lời"),
        help_text=gettext_lazy(
            "Cách giải quyết, ai làm gì; nếu cấp trên đã trả lời, ghi theo văn bản nào."
        ),
        max_length=_LONGEST,
    )
    due_on = forms.DateField(label=gettext_lazy("Làm xong trước hết ngày"), required=False)


class WordsForm(forms.Form):
    """Why it is taken up again or passed on."""

    text = LinesField(label=gettext_lazy("Nội dung"), max_length=_LONGEST)

    def __init__(self, *args: Any, optional: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = not optional
        self.fields["text"].widget.attrs["rows"] = 3


class WayForm(forms.Form):
    """The way of a plan's difficulties."""

    via = LineField(label=gettext_lazy("Qua cơ quan"), required=False, max_length=500)
    addressee = LineField(label=gettext_lazy("Nơi giải quyết"), max_length=500)
    only_beyond_authority = forms.BooleanField(
        label=gettext_lazy("Chỉ nhận khó khăn vượt thẩm quyền của đơn vị"), required=False
    )

    def way(self, sentence: str) -> Way:
        """The way as typed, with the plan's own sentence."""
        data = self.cleaned_data
        return Way(data["via"], data["addressee"], data["only_beyond_authority"], sentence)


def _shortened(text: str) -> str:
    return text if len(text) <= 110 else f"{text[:109]}…"
