"""What a media item says, as one plain value, and what cannot be right about it."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from songhanh.records.media.models import MediaItem
from songhanh.records.recording.problems import Problem

FEATURE = "feature"
"""The item type that counts as an issue of a column without naming one (counting rules)."""


@dataclass(frozen=True, slots=True)
class MediaItemContent:
    """The content of an item apart from its outlet. None and empty mean not known."""

    title: str
    type: str
    published_on: date
    channel: str
    minutes: Decimal | None = None
    language: str = ""
    on_gender_equality: bool | None = None
    original_id: int | None = None
    column_name: str = ""
    audiences: str = ""
    """Codes of the groups it is meant for, in order, parted by a bar."""

    @property
    def is_column_issue(self) -> bool:
        """Whether it can be an issue of a column: it names one, or is a thematic feature."""
        return bool(self.column_name) or self.type == FEATURE


FIELDS = tuple(field.name for field in fields(MediaItemContent))


def content_of(item: MediaItem) -> MediaItemContent:
    """The content of a stored item."""
    return MediaItemContent(**{name: getattr(item, name) for name in FIELDS})


def problems_of(content: MediaItemContent, *, today: date) -> list[Problem]:
    """What lies in the future."""
    if content.published_on <= today:
        return []
    return [
        Problem(
            "published_on",
            _(
                "Ngày %(day)s chưa tới. Hãy ghi tin, bài sau khi đã đăng, phát, "
                "hoặc kiểm tra lại ngày, tháng."
            )
            % {"day": content.published_on.strftime("%d/%m/%Y")},
        )
    ]
