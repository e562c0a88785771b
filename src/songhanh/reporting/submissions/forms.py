"""What people type into and about a report: filters, text, explanations, why it is returned."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.text import LineField, LinesField, lines
from songhanh.foundation.ui.lists import NarrowingForm
from songhanh.programme.plans.models import PlanDocument
from songhanh.reporting.submissions.actions import Typed, digest_of
from songhanh.reporting.submissions.enums import Section, SubmissionState
from songhanh.reporting.submissions.figures import Explained, Figure

_LONGEST_TEXT = 20_000
_REMARKS_AT_FIRST, _REMARKS_MORE, _REMARKS_AT_MOST = 4, 4, 40


class SubmissionFilter(NarrowingForm):
    """Filters of the list."""

    q = LineField(label=gettext_lazy("Đơn vị"), required=False)
    plan = forms.ChoiceField(label=gettext_lazy("Kế hoạch"), required=False)
    period = LineField(label=gettext_lazy("Kỳ báo cáo"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), *SubmissionState.choices],
    )

    def __init__(self, *args: Any, plans: Sequence[PlanDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("tất cả")),
            *((plan.code, plan.code) for plan in plans),
        ]


class TextForm(forms.Form):
    """The text of a report, part by part; ``saves`` tells whether somebody saved in between."""

    saves = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in Section:
            self.fields[section.value] = LinesField(
                label=section.label, required=False, max_length=_LONGEST_TEXT
            )
            self.fields[section.value].widget.attrs["rows"] = 8

    @property
    def texts(self) -> dict[str, str]:
        """The parts as typed."""
        return {section: self.cleaned_data[section] for section in Section.values}


class PartsForm(TextForm):
    """The same with what each part was written upon.

    Beside each part stand, unseen, the version that was on the screen and a mark of its text: what
    somebody else saved meanwhile is told apart from what this person wrote.
    """

    saves = None  # type: ignore[assignment]  # Django's way to take a field of the base away

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in Section.values:
            for name in ("seen", "base"):
                self.fields[f"{name}_{section}"] = forms.CharField(
                    required=False, max_length=20, widget=forms.HiddenInput
                )

    @property
    def typed(self) -> dict[str, Typed]:
        """The parts with what each was written upon."""
        return {section: self._typed(section) for section in Section.values}

    def _typed(self, section: str) -> Typed:
        seen = self.cleaned_data[f"seen_{section}"]
        return Typed(
            text=self.cleaned_data[section],
            seen=int(seen) if seen.isdecimal() else -1,
            base=self.cleaned_data[f"base_{section}"],
        )


def initial_of(texts: Mapping[str, str], versions: Mapping[str, int]) -> dict[str, object]:
    """What ``PartsForm`` begins with."""
    found: dict[str, object] = dict(texts)
    for section in Section.values:
        found[f"seen_{section}"] = versions.get(section, 0)
        found[f"base_{section}"] = digest_of(lines(texts.get(section, "")))
    return found


class PartForm(forms.Form):
    """One part of the text, as the page saves it by itself."""

    section = forms.ChoiceField(choices=Section.choices)
    text = LinesField(required=False, max_length=_LONGEST_TEXT)
    seen = forms.IntegerField(min_value=0)


class ExplanationForm(forms.Form):
    """The unit's own number for one figure, with the reason."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    value = forms.DecimalField(
        label=gettext_lazy("Số liệu của đơn vị"),
        help_text=gettext_lazy("Đứng bên cạnh số hệ thống tính, không thay số đó."),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=4,
        localize=True,
    )
    reason = LinesField(
        label=gettext_lazy("Lý do"),
        help_text=gettext_lazy(
            "Vì sao khác số hệ thống tính, đã có hoặc sẽ bổ sung minh chứng gì."
        ),
        max_length=4000,
    )

    @property
    def explained(self) -> Explained:
        """The explanation as typed."""
        return Explained(self.cleaned_data["value"], self.cleaned_data["reason"])


class ReturnForm(forms.Form):
    """Why a report is sent back, and remarks pinned to its cells.

    ``places`` says how many remarks the form has room for; ``with_more_room`` is the same form, as
    typed so far, with room for some more.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    places = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = LinesField(
        label=gettext_lazy("Lý do trả lại"),
        help_text=gettext_lazy("Đơn vị thấy lý do này ở đầu báo cáo khi mở ra sửa."),
        max_length=4000,
    )

    def __init__(
        self, data: QueryDict | None = None, *, figures: Sequence[Figure], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        room = _room(data or self.initial)
        self._places = range(1, room + 1)
        self.initial["places"] = room
        cells = [
            ("", _("chọn phần hoặc số liệu")),
            (_("Lời văn"), list(Section.choices)),
            (_("Số liệu"), [(one.key, _shortened(one.name)) for one in figures]),
        ]
        for place in self._places:
            self.fields[f"cell_{place}"] = forms.ChoiceField(
                label=_("Nhận xét %(place)s: về phần, số liệu nào") % {"place": place},
                required=False,
                choices=cells,
            )
            self.fields[f"text_{place}"] = LinesField(
                label=_("Nhận xét %(place)s: nội dung") % {"place": place},
                required=False,
                max_length=2000,
            )
            self.fields[f"text_{place}"].widget.attrs["rows"] = 2

    def clean(self) -> dict[str, Any]:
        """A remark needs both its cell and its words."""
        data = super().clean() or {}
        for place in self._places:
            cell, text = data.get(f"cell_{place}"), data.get(f"text_{place}")
            if text and not cell:
                self.add_error(f"cell_{place}", _("Hãy chọn phần hoặc số liệu được nhận xét."))
            if cell and not text:
                self.add_error(f"text_{place}", _("Hãy ghi nội dung nhận xét."))
        return data

    @classmethod
    def with_more_room(cls, data: QueryDict, figures: Sequence[Figure]) -> "ReturnForm":
        """What was typed so far, nothing judged yet, and room for more remarks."""
        places = _room(data) + _REMARKS_MORE
        return cls(figures=figures, initial={**data.dict(), "places": places})

    @property
    def has_more_room(self) -> bool:
        """Whether the form may still grow."""
        return len(self._places) < _REMARKS_AT_MOST

    @property
    def remarks(self) -> dict[str, str]:
        """Remarks by cell; several on one cell stand under each other."""
        found: dict[str, str] = {}
        for place in self._places:
            cell, text = self.cleaned_data[f"cell_{place}"], self.cleaned_data[f"text_{place}"]
            if cell:
                found[cell] = f"{found[cell]}\n{text}" if cell in found else text
        return found


def _room(said: Mapping[str, object]) -> int:
    """How many remarks a form has room for."""
    wanted = str(said.get("places", ""))
    number = int(wanted) if wanted.isdecimal() else 0
    return min(max(number, _REMARKS_AT_FIRST), _REMARKS_AT_MOST)


def _shortened(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:89]}…"
