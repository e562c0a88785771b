"""The form of an activity, and what the list of activities is filtered by."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.handedin import FilesField
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.records.activities.content import ActivityContent, content_of, problems_of
from songhanh.records.activities.enums import Mode
from songhanh.records.activities.models import Activity
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.forms import (
    DayField,
    FilterForm,
    RecordForm,
    YesNoField,
    answer_text,
    code_choices,
)
from songhanh.registry.orgunits.enums import COMMUNE_LEVEL, UnitKind
from songhanh.registry.orgunits.queries import (
    ancestors_on,
    names_on,
    resolve_name,
    unit_by_code,
    version_on,
)

_MOST_PEOPLE = 1_000_000
_COPIED_WITHOUT = ("held_on", "ended_on", "male", "female", "unknown_sex", "children", "minority")
"""What the next activity hardly shares with the last one."""


def _people(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=_MOST_PEOPLE, localize=True
    )


class ActivityForm(RecordForm):
    """An activity, the needed things first: a phone shows these without scrolling far."""

    title = LineField(label=gettext_lazy("Tên hoạt động"), max_length=300)
    form = forms.ChoiceField(label=gettext_lazy("Hình thức"))
    held_on = DayField(label=gettext_lazy("Ngày tổ chức"))
    on_law_policy = YesNoField(
        gettext_lazy("có"),
        gettext_lazy("không"),
        label=gettext_lazy("Nội dung có pháp luật, chính sách về bình đẳng giới?"),
    )
    integrated = YesNoField(
        gettext_lazy("lồng ghép trong hoạt động khác"),
        gettext_lazy("chuyên đề"),
        label=gettext_lazy("Chuyên đề hay lồng ghép?"),
        required=False,
    )
    male = _people(gettext_lazy("Nam"))
    female = _people(gettext_lazy("Nữ"))
    unknown_sex = _people(gettext_lazy("Chưa tách nam, nữ"))
    photos = FilesField(
        label=gettext_lazy("Ảnh, danh sách, giấy mời"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG hoặc PDF. Vị trí chụp và thông tin máy được bỏ đi."),
    )
    ended_on = DayField(label=gettext_lazy("Đến ngày"), required=False)
    place = LineField(label=gettext_lazy("Địa điểm"), required=False, max_length=200)
    commune = LineField(
        label=gettext_lazy("Xã, phường nơi tổ chức"),
        required=False,
        help_text=gettext_lazy("Để trống nếu tổ chức ngay tại địa bàn của đơn vị."),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Cách thức"),
        required=False,
        choices=[("", gettext_lazy("chưa rõ")), *Mode.choices],
    )
    co_hosts = LinesField(
        label=gettext_lazy("Đơn vị phối hợp tổ chức"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Mỗi dòng một đơn vị, ghi tên hoặc mã."),
    )
    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("Nhóm đối tượng"), required=False, widget=forms.CheckboxSelectMultiple
    )
    children = _people(gettext_lazy("Trong đó trẻ em"))
    minority = _people(gettext_lazy("Trong đó người dân tộc thiểu số"))
    cost_vnd = forms.DecimalField(
        label=gettext_lazy("Kinh phí (đồng)"),
        required=False,
        min_value=0,
        max_digits=17,
        decimal_places=2,
        localize=True,
    )
    fund_source = LineField(label=gettext_lazy("Nguồn kinh phí"), required=False, max_length=120)

    SPREADS_AS = "activity"
    FIRST = (
        "unit",
        "title",
        "form",
        "held_on",
        "on_law_policy",
        "integrated",
        "male",
        "female",
        "unknown_sex",
        "photos",
    )

    def __init__(self, *args: Any, record: Activity | None = None, **kwargs: Any) -> None:
        if record is not None:
            kwargs["initial"] = initial_of(record) | kwargs.get("initial", {})
        super().__init__(*args, record=record, **kwargs)
        self.base = content_of(record) if record is not None else None
        kept = self.base
        self.set_choices(
            "form",
            code_choices(
                CodeList.ACTIVITY_FORM, empty=_("chọn hình thức"), keep=[kept.form] if kept else []
            ),
        )
        self.set_choices(
            "audiences", code_choices(CodeList.AUDIENCE, keep=kept.audiences if kept else ())
        )

    def clean(self) -> dict[str, Any]:
        """Resolve the units named, then look whether everything fits together."""
        cleaned = super().clean() or {}
        day = cleaned.get("held_on")
        if isinstance(day, date):
            cleaned["commune_id"] = self._commune(cleaned.get("commune", ""), day)
            cleaned["co_host_ids"] = self._co_hosts(cleaned.get("co_hosts", ""), day)
        if not self.errors:
            for problem in problems_of(self.content(), today=self.on):
                self.add_error(problem.field, problem.message)
        return cleaned

    def content(self) -> ActivityContent:
        """What was typed; links nobody sees in the form stay as they were."""
        typed = self.cleaned_data
        base = self.base
        return ActivityContent(
            title=typed["title"],
            form=typed["form"],
            held_on=typed["held_on"],
            ended_on=typed["ended_on"],
            commune_id=typed["commune_id"],
            place=typed["place"],
            mode=typed["mode"],
            integrated=typed["integrated"],
            on_law_policy=typed["on_law_policy"],
            co_host_ids=typed["co_host_ids"],
            audiences=tuple(sorted(typed["audiences"])),
            male=typed["male"],
            female=typed["female"],
            unknown_sex=typed["unknown_sex"],
            children=typed["children"],
            minority=typed["minority"],
            cost_vnd=typed["cost_vnd"],
            fund_source=typed["fund_source"],
            plan_code=base.plan_code if base else "",
            task_ordinal=base.task_ordinal if base else "",
            campaign=base.campaign if base else "",
        )

    def _commune(self, text: str, day: date) -> int | None:
        if not text:
            return None
        unit_id = self._unit("commune", text, day)
        if unit_id is None:
            return None
        version = version_on(unit_id, day)
        if version is not None and version.kind in COMMUNE_LEVEL:
            return unit_id
        self.add_error(
            "commune",
            _("“%(text)s” không phải xã, phường hay đặc khu. Hãy ghi tên một đơn vị cấp xã.")
            % {"text": text},
        )
        return None

    def _co_hosts(self, text: str, day: date) -> tuple[int, ...]:
        named = [line for line in text.split("\n") if line]
        found = {self._unit("co_hosts", line, day) for line in named}
        return tuple(sorted(unit_id for unit_id in found if unit_id is not None))

    def _unit(self, field: str, text: str, day: date) -> int | None:
        by_code = unit_by_code(text, day)
        if by_code is not None:
            unit_id: int | None = by_code.pk
        else:
            resolution = resolve_name(text, day, self.acting.unit_id)
            unit_id = resolution.unit_id
            if unit_id is None:
                self.add_error(field, resolution.message)
        if unit_id is not None and self._in_another_province(unit_id, day):
            self.add_error(
                field,
                _(
                    "“%(text)s” thuộc tỉnh khác. Ở đây chỉ ghi đơn vị cùng tỉnh, vì hoạt động được"
                    " tính cho cả các đơn vị này."
                )
                % {"text": text},
            )
            return None
        return unit_id

    def _in_another_province(self, unit_id: int, day: date) -> bool:
        """Whether a unit stands in a province that is not ours; national bodies stand in none."""
        if self.acting.unit_id is None:
            return False
        chains = ancestors_on([unit_id, self.acting.unit_id], day)
        top = chains[unit_id][-1]
        if top == chains[self.acting.unit_id][-1]:
            return False
        version = version_on(top, day)
        return version is not None and version.kind == UnitKind.PROVINCE


def initial_of(activity: Activity) -> dict[str, Any]:
    """The stored content as the form shows it."""
    content = content_of(activity)
    named = [*content.co_host_ids, *([content.commune_id] if content.commune_id else [])]
    names = names_on(named, content.held_on)
    shown = {
        name: getattr(content, name)
        for name in (
            "title",
            "form",
            "held_on",
            "ended_on",
            "place",
            "mode",
            "male",
            "female",
            "unknown_sex",
            "children",
            "minority",
            "cost_vnd",
            "fund_source",
        )
    }
    return shown | {
        "integrated": answer_text(content.integrated),
        "on_law_policy": answer_text(content.on_law_policy),
        "commune": names.get(content.commune_id, "") if content.commune_id else "",
        "co_hosts": "\n".join(names[unit_id] for unit_id in content.co_host_ids),
        "audiences": list(content.audiences),
    }


def copied_from(activity: Activity) -> dict[str, Any]:
    """A new activity like the last one: day and people are its own."""
    return {
        name: value for name, value in initial_of(activity).items() if name not in _COPIED_WITHOUT
    }


class ActivityFilterForm(FilterForm):
    """The list of activities."""

    form = forms.ChoiceField(label=gettext_lazy("Hình thức"), required=False)
    law = forms.ChoiceField(
        label=gettext_lazy("Về pháp luật, chính sách"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), ("yes", gettext_lazy("có"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["form"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = code_choices(CodeList.ACTIVITY_FORM, empty=_("tất cả"))
