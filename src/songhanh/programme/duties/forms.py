"""Filters of the board, and the forms of a duty's page."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.handedin import FilesField
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.foundation.ui.formats import day_text
from songhanh.programme.duties.actions import DueDay, Proofs
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.enums import DueOrigin, DutyState, UrgingChannel
from songhanh.programme.duties.proving import OwnRecord
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.tasks.enums import AssignedRole

LATE, REMIND, NOBODY, ENDED, UNPROVEN = "late", "remind", "nobody", "ended", "unproven"
FILTERED, MARKED = "filtered", "marked"

_NO_LETTER = re.compile(r"\W+")


class DutyFilter(forms.Form):
    """What the board is narrowed to. ``unit`` and ``item`` come from the links of the summaries."""

    q = LineField(label=_("Tìm"), required=False)
    plan = forms.ChoiceField(label=_("Kế hoạch"), required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[
            ("", _("tất cả")),
            *DutyState.choices,
            (LATE, _("quá hạn")),
            (REMIND, _("cần nhắc (đơn vị được đề nghị)")),
            (NOBODY, _("chưa đơn vị nào nhận")),
            (UNPROVEN, _("chưa có bản ghi, minh chứng nào")),
            (ENDED, _("đơn vị không còn được giao")),
        ],
    )
    role = forms.ChoiceField(
        label=_("Vai trò"), required=False, choices=[("", _("tất cả")), *AssignedRole.choices]
    )
    unit = forms.IntegerField(required=False, widget=forms.HiddenInput, localize=False)
    item = forms.IntegerField(required=False, widget=forms.HiddenInput, localize=False)

    def __init__(self, *args: Any, plans: Sequence[PlanDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("đang thực hiện")), *((str(one.pk), one.name) for one in plans)]
        self.fields["plan"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.is_valid()
        read = self.cleaned_data
        self.words: list[str] = _NO_LETTER.sub(" ", fold(read.get("q") or "")).split()
        self.state_name: str = read.get("state") or ""
        self.role_name: str = read.get("role") or ""
        self.unit_id: int | None = read.get("unit")
        self.item_id: int | None = read.get("item")
        self.chosen_plan = next((one for one in plans if str(one.pk) == read.get("plan")), None)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything at all is filtered away."""
        chosen = (self.words, self.state_name, self.role_name, self.unit_id, self.item_id)
        return any(chosen) or self.chosen_plan is not None

    def admits(self, one: CarriedDuty) -> bool:
        """Whether a duty passes all filters; words are found with and without diacritics."""
        return (
            (not self.role_name or one.role == self.role_name)
            and (self.unit_id is None or one.unit_id == self.unit_id)
            and (self.item_id is None or one.assignment.pk == self.item_id)
            and self._admits_state(one)
            and self._admits_words(one)
        )

    def _admits_state(self, one: CarriedDuty) -> bool:
        special = {
            "": True,
            LATE: one.is_late,
            REMIND: one.is_to_remind,
            NOBODY: one.nobody and one.state != DutyState.CLOSED,
            UNPROVEN: one.is_unproven,
            ENDED: one.ended,
        }
        return special.get(self.state_name, one.state.value == self.state_name)

    def _admits_words(self, one: CarriedDuty) -> bool:
        """Each word begins a word of the duty: "an hoa" is Xã An Hòa, and no "ban" or "khoa"."""
        if not self.words:
            return True
        said = f"{one.text} {one.unit_name} {one.unit_code} {one.assignment.element.text}"
        text = " " + _NO_LETTER.sub(" ", fold(said))
        return all(f" {word}" in text for word in self.words)


class ProgressForm(forms.Form):
    """How far the unit is."""

    percent = forms.IntegerField(
        label=_("Tiến độ (%)"),
        min_value=0,
        max_value=100,
        localize=True,
        help_text=_("100 là đã làm xong và chờ cơ quan thường trực kiểm tra."),
    )
    note = LinesField(label=_("Đã làm gì"), widget=forms.Textarea(attrs={"rows": 3}))
    link = forms.URLField(
        label=_("Đường dẫn đến minh chứng"),
        required=False,
        assume_scheme="https",
        max_length=500,
        help_text=_("Ví dụ địa chỉ của văn bản, bài viết hay thư mục ảnh."),
    )
    photos = FilesField(
        label=_("Ảnh hoặc tệp PDF"),
        required=False,
        help_text=_(
            "JPEG, PNG hoặc PDF, mỗi tệp tối đa 15 MB. Vị trí chụp và thông tin máy được bỏ đi."
        ),
    )

    records = forms.MultipleChoiceField(
        label=_("Bản ghi của đơn vị làm minh chứng"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hoạt động, tin bài, tài liệu … đơn vị đã ghi; bản ghi mới nhất đứng đầu."),
    )

    def __init__(self, *args: Any, offered: Sequence[OwnRecord] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {one.name: one for one in offered}
        if offered:
            choices = [(name, _words_of(one)) for name, one in self._offered.items()]
            self.fields["records"].choices = choices  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["records"]

    @property
    def proofs(self) -> Proofs:
        """What leads to the thing done, as an action wants it."""
        data = self.cleaned_data
        chosen = [self._offered[name] for name in data.get("records", ())]
        return Proofs(data["link"], data["photos"], chosen)


class ProofFilter(forms.Form):
    """Which of the unit's records are offered as proof."""

    proof = LineField(label=_("Tìm bản ghi của đơn vị"), required=False, max_length=100)

    @property
    def words(self) -> str:
        """The words to be found in the titles; empty lets every record through."""
        return str(self.cleaned_data.get("proof") or "") if self.is_valid() else ""


def _words_of(one: OwnRecord) -> str:
    day = f", {day_text(one.day)}" if one.day else ""
    return f"{one.word}: {one.title}{day} ({one.state})"


class ReasonForm(forms.Form):
    """Why a duty is closed or returned."""

    reason = LinesField(label=_("Nhận xét"), widget=forms.Textarea(attrs={"rows": 3}))


class UrgingForm(forms.Form):
    """How a unit was urged, and with which words."""

    channel = forms.ChoiceField(label=_("Hình thức"), choices=UrgingChannel.choices)
    text = LinesField(
        label=_("Lời nhắc"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Có thể chép lời này vào thư điện tử hoặc tin nhắn, sửa lại nếu cần."),
    )


class DueForm(forms.Form):
    """A due day and where it comes from."""

    due_on = forms.DateField(label=_("Hạn mới"))
    origin = forms.ChoiceField(
        label=_("Nguồn của hạn"), choices=DueOrigin.choices, initial=DueOrigin.LEAD_OFFICER
    )

    @property
    def due(self) -> DueDay:
        """The day as an action wants it."""
        day: date = self.cleaned_data["due_on"]
        return DueDay(day, DueOrigin(self.cleaned_data["origin"]))


_SCOPES = [
    (MARKED, _("các nhiệm vụ đã đánh dấu trên trang này")),
    (FILTERED, _("mọi nhiệm vụ trong danh sách đang lọc")),
]


class BulkProgressForm(forms.Form):
    """One report for many duties: those marked in the list, or all the filters let through."""

    scope = forms.ChoiceField(label=_("Báo cho"), choices=_SCOPES, initial=MARKED)
    percent = forms.IntegerField(
        label=_("Tiến độ (%)"),
        min_value=0,
        max_value=99,
        localize=True,
        required=False,
        help_text=_("Chỉ cần khi đang thực hiện; đã làm xong thì bỏ trống."),
    )
    note = LinesField(label=_("Đã làm gì"), widget=forms.Textarea(attrs={"rows": 2}))


class BulkReasonForm(forms.Form):
    """What was found, for all duties that were marked."""

    reason = LineField(label=_("Nhận xét khi kết thúc"), max_length=300)


class BulkDueForm(DueForm):
    """A due day for many duties: those marked in the list, or all the filters let through."""

    scope = forms.ChoiceField(
        label=_("Đặt cho"),
        choices=_SCOPES,
        initial=MARKED,
    )
