"""What the forms of all records share."""

import re
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.handedin import FilesField, GivenFile
from songhanh.foundation.lib.text import LineField, LinesField
from songhanh.records.recording.enums import EvidenceKind, RecordStanding
from songhanh.records.recording.kinds import kinds
from songhanh.records.recording.messages import messages_of, messages_offered
from songhanh.records.recording.models import Record
from songhanh.records.recording.queries import codes_of, units_recorded_by
from songhanh.registry.orgunits import queries as orgunits

YES, NO = "yes", "no"
ANSWERS: dict[str, bool] = {YES: True, NO: False}

_MONTHS = 12


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not known: what is not said does not count, so nothing is chosen beforehand."""

    def __init__(self, yes: Any, no: Any, **kwargs: Any) -> None:
        super().__init__(
            choices=[(YES, yes), (NO, no)],
            widget=forms.RadioSelect,
            coerce=ANSWERS.get,
            empty_value=None,
            **kwargs,
        )


class DayField(forms.DateField):
    """A day as people write it; 3/8 without a year is asked back, not guessed."""

    def to_python(self, value: Any) -> date | None:
        """The day.

        Raises:
            ValidationError: it is none, or could be two.
        """
        typed = _DAY_WITHOUT_YEAR.fullmatch(str(value or "").strip())
        if typed:
            raise ValidationError(two_readings(str(value).strip(), int(typed[1]), int(typed[2])))
        return super().to_python(value)


_DAY_WITHOUT_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})")


def two_readings(text: str, first: int, second: int) -> str:
    """The question back about a day that may be read in two ways, or lacks its year."""
    if max(first, second) > _MONTHS or first == second:
        return _("“%(text)s” thiếu năm. Hãy ghi đủ ngày/tháng/năm, ví dụ 08/03/2026.") % {
            "text": text
        }
    return _(
        "“%(text)s” là ngày %(first)s tháng %(second)s hay ngày %(second)s tháng %(first)s? "
        "Hãy ghi đủ hai chữ số ngày, hai chữ số tháng và năm, ví dụ 08/03/2026."
    ) % {"text": text, "first": first, "second": second}


def answer_text(value: bool | None) -> str:  # noqa: FBT001 - the value itself, not a switch
    """What a stored answer is in the form."""
    return "" if value is None else YES if value else NO


def code_choices(name: str, *, empty: str = "", keep: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The offered entries of an open list; ``keep`` are codes a record already bears."""
    entries = codes_of(name, offered_only=False)
    kept = set(keep)
    choices = [(e.code, e.label) for e in entries if e.is_offered or e.code in kept]
    known = {code for code, _label in choices}
    choices += [(code, code) for code in sorted(kept - known - {""})]
    return [("", empty), *choices] if empty else choices


class RecordForm(forms.Form):
    """A record's own unit, the key that keeps it from being entered twice, and its version."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    unit = forms.TypedChoiceField(label=gettext_lazy("Đơn vị"), coerce=int)

    FIRST: tuple[str, ...] = ("unit",)
    """The fields shown at once; the rest waits under a heading that opens."""

    SPREADS_AS = ""
    """The code of the kind, where its records spread standard messages."""

    def content(self) -> Any:
        """What was typed, as the plain value the kind's actions take."""
        raise NotImplementedError

    def __init__(
        self, *args: Any, acting: Acting, on: date, record: Record | None = None, **kwargs: Any
    ) -> None:
        own = {"key": str(uuid.uuid4()), "unit": acting.unit_id}
        if record is not None:
            own |= {"version": record.version, "unit": record.unit_id}
        kwargs["initial"] = own | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.acting, self.on, self.record = acting, on, record
        self._offer_units()
        if self.SPREADS_AS:
            self._offer_messages(self.SPREADS_AS)

    def _offer_units(self) -> None:
        units = (
            {self.record.unit_id}
            if self.record is not None
            else units_recorded_by(self.acting, self.on)
        )
        names = orgunits.names_on(units, self.on)
        field = self.fields["unit"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared so above
        field.choices = sorted(
            names.items(), key=lambda pair: (pair[0] != self.initial["unit"], pair[1])
        )
        if len(names) == 1:
            field.widget = forms.HiddenInput()

    def _offer_messages(self, kind_code: str) -> None:
        """The standard messages in use; without any there is nothing to choose."""
        borne = messages_of(kind_code, self.record) if self.record is not None else []
        choices = messages_offered(self.on, borne)
        if choices:
            self.fields["messages"] = forms.MultipleChoiceField(
                label=_("Thông điệp chuẩn đã dùng"),
                required=False,
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
            )
            self.initial.setdefault("messages", [str(one) for one in borne])

    def set_choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Give a choice field its choices."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - a mistake of the form's author
        field.choices = choices


class FilterForm(forms.Form):
    """What every list of records is filtered by."""

    q = LineField(label=gettext_lazy("Tìm theo tên"), required=False)
    unit = LineField(label=gettext_lazy("Đơn vị"), required=False)
    since = forms.DateField(label=gettext_lazy("Từ ngày"), required=False)
    until = forms.DateField(label=gettext_lazy("Đến ngày"), required=False)
    standing = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), *RecordStanding.choices],
    )


class ReviewFilterForm(forms.Form):
    """What the review queue is filtered by."""

    kind = forms.CharField(widget=forms.HiddenInput, required=False)
    standing = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[
            (RecordStanding.SUBMITTED, gettext_lazy("chờ xem")),
            (RecordStanding.ACCEPTED, RecordStanding.ACCEPTED.label),
            (RecordStanding.RETURNED, RecordStanding.RETURNED.label),
        ],
    )
    unit = LineField(label=gettext_lazy("Đơn vị"), required=False)
    since = forms.DateField(label=gettext_lazy("Từ ngày"), required=False)
    until = forms.DateField(label=gettext_lazy("Đến ngày"), required=False)
    proof = forms.ChoiceField(
        label=gettext_lazy("Minh chứng"),
        required=False,
        choices=[
            ("", gettext_lazy("tất cả")),
            (YES, gettext_lazy("có minh chứng")),
            (NO, gettext_lazy("chưa có minh chứng")),
        ],
    )


class ReasonForm(forms.Form):
    """Why something is opened again, cancelled or returned."""

    reason = LinesField(
        label=gettext_lazy("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EvidenceForm(forms.Form):
    """Add evidence to a record: files, or an address."""

    proofs = FilesField(
        label=gettext_lazy("Ảnh hoặc tệp PDF"),
        required=False,
        help_text=gettext_lazy(
            "JPEG, PNG hoặc PDF, mỗi tệp tối đa 15 MB. Vị trí chụp và thông tin máy được bỏ đi."
        ),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại minh chứng"),
        choices=[choice for choice in EvidenceKind.choices if choice[0] != EvidenceKind.LINK],
        required=False,
    )
    link = forms.URLField(
        label=gettext_lazy("Hoặc đường dẫn"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Ví dụ địa chỉ bài đăng trên Cổng thông tin điện tử."),
    )
    caption = LineField(label=gettext_lazy("Chú thích"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Something has to be added.

        Raises:
            ValidationError: neither a file nor an address is given.
        """
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("proofs") and not cleaned.get("link"):
            raise ValidationError(_("Hãy chọn một tệp hoặc ghi một đường dẫn."))
        return cleaned

    def given_files(self) -> list[GivenFile]:
        """The files with the kind and caption typed beside them."""
        chosen = self.cleaned_data["kind"] or EvidenceKind.PHOTO
        caption = self.cleaned_data["caption"]
        return [
            GivenFile(file.name, file.data, chosen, caption) for file in self.cleaned_data["proofs"]
        ]


class AcceptanceRuleForm(forms.Form):
    """After how many days without a remark records are accepted; empty switches it off."""

    days = forms.IntegerField(
        label=gettext_lazy("Chấp nhận sau số ngày"),
        required=False,
        min_value=1,
        max_value=90,
        help_text=gettext_lazy("Từ 1 đến 90 ngày. Để trống là tắt quy tắc."),
    )


class EvidenceScoreForm(forms.Form):
    """Over which days, and of which kind, proof is looked at."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại bản ghi"), required=False)
    since = forms.DateField(label=gettext_lazy("Từ ngày"), required=False)
    until = forms.DateField(label=gettext_lazy("Đến ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [("", _("tất cả")), *((one.code, one.plural) for one in kinds())]
