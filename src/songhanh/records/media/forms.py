"""The form of a media item, and what the list of items is filtered by."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.handedin import FilesField
from songhanh.foundation.lib.text import LineField
from songhanh.foundation.ui.formats import day_text, number_text
from songhanh.records.media.content import MediaItemContent, content_of, problems_of
from songhanh.records.media.minutes import minutes_in
from songhanh.records.media.models import MediaItem
from songhanh.records.media.queries import originals_for
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.forms import (
    DayField,
    FilterForm,
    RecordForm,
    YesNoField,
    answer_text,
    code_choices,
)

_MOST_ORIGINALS = 60


class MinutesField(forms.CharField):
    """Airtime as people write it: 5, 5,5 and 5:30 are minutes; 90' and 1h30 are understood too."""

    def to_python(self, value: Any) -> Any:
        """Minutes as a number, None when nothing is typed.

        Raises:
            ValidationError: it is none of these forms.
        """
        text = str(super().to_python(value) or "")
        if not text:
            return None
        minutes = minutes_in(text)
        if minutes is not None:
            return minutes
        raise ValidationError(
            _(
                "“%(text)s” chưa đọc được thành thời lượng. Hãy ghi số phút, "
                "ví dụ 5 hoặc 5,5; phút và giây, ví dụ 5:30; hoặc giờ và phút, ví dụ 1h30."
            )
            % {"text": text}
        )


class MediaItemForm(RecordForm):
    """A media item; what a loudspeaker item needs stands first."""

    title = LineField(label=gettext_lazy("Tên tin, bài"), max_length=300)
    channel = forms.ChoiceField(label=gettext_lazy("Kênh truyền thông"))
    type = forms.ChoiceField(label=gettext_lazy("Thể loại"))
    published_on = DayField(label=gettext_lazy("Ngày đăng, phát"))
    on_gender_equality = YesNoField(
        gettext_lazy("có"), gettext_lazy("không"), label=gettext_lazy("Nội dung về bình đẳng giới?")
    )
    minutes = MinutesField(
        label=gettext_lazy("Thời lượng (phút)"),
        required=False,
        help_text=gettext_lazy("Ví dụ 5 hoặc 5,5; 5:30 là 5 phút 30 giây."),
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    original = forms.ChoiceField(
        label=gettext_lazy("Đăng lại, phát lại của"),
        required=False,
        help_text=gettext_lazy("Bản đăng lại, phát lại không tính là tin, bài mới."),
    )
    photos = FilesField(
        label=gettext_lazy("Ảnh, lịch phát sóng"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG hoặc PDF. Vị trí chụp và thông tin máy được bỏ đi."),
    )
    column_name = LineField(
        label=gettext_lazy("Chuyên mục"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Tên chuyên mục, nếu tin, bài thuộc một chuyên mục định kỳ."),
    )
    language = LineField(label=gettext_lazy("Ngôn ngữ"), required=False, max_length=40)
    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("Nhóm đối tượng"), required=False, widget=forms.CheckboxSelectMultiple
    )

    SPREADS_AS = "media_item"
    FIRST = (
        "unit",
        "title",
        "channel",
        "type",
        "published_on",
        "on_gender_equality",
        "minutes",
        "original",
        "photos",
    )

    def __init__(self, *args: Any, record: MediaItem | None = None, **kwargs: Any) -> None:
        if record is not None:
            kwargs["initial"] = initial_of(record) | kwargs.get("initial", {})
        super().__init__(*args, record=record, **kwargs)
        kept = content_of(record) if record is not None else None
        self.set_choices(
            "type",
            code_choices(
                CodeList.ITEM_TYPE, empty=_("chọn thể loại"), keep=[kept.type] if kept else []
            ),
        )
        self.set_choices(
            "channel",
            code_choices(
                CodeList.CHANNEL, empty=_("chọn kênh"), keep=[kept.channel] if kept else []
            ),
        )
        self.set_choices(
            "audiences",
            code_choices(CodeList.AUDIENCE, keep=kept.audiences.split("|") if kept else []),
        )
        self.set_choices("original", self._originals(record))

    def _originals(self, record: MediaItem | None) -> list[tuple[str, str]]:
        own = record.evidence_key if record is not None else None
        offered = originals_for(self.acting, self.on, own)[:_MOST_ORIGINALS]
        items = {item.pk: item for item in offered}
        if record is not None and record.original is not None:
            items.setdefault(record.original.pk, record.original)
        labels = [
            (str(pk), f"{day_text(item.published_on)} – {item.title}") for pk, item in items.items()
        ]
        return [("", _("không, đây là lần đầu")), *labels]

    def clean(self) -> dict[str, Any]:
        """Look whether everything fits together."""
        cleaned = super().clean() or {}
        if not self.errors:
            for problem in problems_of(self.content(), today=self.on):
                self.add_error(problem.field, problem.message)
        return cleaned

    def content(self) -> MediaItemContent:
        """What was typed."""
        typed = self.cleaned_data
        return MediaItemContent(
            title=typed["title"],
            type=typed["type"],
            published_on=typed["published_on"],
            channel=typed["channel"],
            minutes=typed["minutes"],
            language=typed["language"],
            on_gender_equality=typed["on_gender_equality"],
            original_id=int(typed["original"]) if typed["original"] else None,
            column_name=typed["column_name"],
            audiences="|".join(sorted(typed["audiences"])),
        )


def initial_of(item: MediaItem) -> dict[str, Any]:
    """The stored content as the form shows it."""
    shown = {
        name: getattr(item, name)
        for name in ("title", "type", "channel", "published_on", "column_name", "language")
    }
    return shown | {
        "minutes": number_text(item.minutes) if item.minutes is not None else "",
        "on_gender_equality": answer_text(item.on_gender_equality),
        "original": str(item.original_id or ""),
        "audiences": item.audiences.split("|") if item.audiences else [],
    }


def copied_from(item: MediaItem) -> dict[str, Any]:
    """A new item like the last one: its day is its own, and it is no repeat."""
    return {
        name: value
        for name, value in initial_of(item).items()
        if name not in ("published_on", "original")
    }


def defaults_for(on: date) -> dict[str, Any]:
    """A new item: broadcast today over the loudspeaker is what communes enter most."""
    return {"published_on": on, "channel": "loudspeaker", "type": "news"}


class MediaFilterForm(FilterForm):
    """The list of media items."""

    channel = forms.ChoiceField(label=gettext_lazy("Kênh truyền thông"), required=False)
    type = forms.ChoiceField(label=gettext_lazy("Thể loại"), required=False)
    audience = forms.ChoiceField(label=gettext_lazy("Nhóm đối tượng"), required=False)
    gender = forms.ChoiceField(
        label=gettext_lazy("Về bình đẳng giới"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), ("yes", gettext_lazy("có"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = {
            "channel": CodeList.CHANNEL,
            "type": CodeList.ITEM_TYPE,
            "audience": CodeList.AUDIENCE,
        }
        for name, code_list in lists.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
            field.choices = code_choices(code_list, empty=_("tất cả"))
