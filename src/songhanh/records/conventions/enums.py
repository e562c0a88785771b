"""States of a convention, as in the data package; what may happen to one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a convention stands."""

    DRAFT = "draft", _("dự thảo")
    ADOPTED = "adopted", _("được thông qua")
    RECOGNISED = "recognised", _("được công nhận")
    SUSPENDED = "suspended", _("tạm dừng")
    REPEALED = "repealed", _("bãi bỏ")


class ConventionType(models.TextChoices):
    """Both are conventions; villages call theirs by one of the names."""

    COVENANT = "huong_uoc", _("hương ước")
    RULES = "quy_uoc", _("quy ước")


class Happening(models.TextChoices):
    """What happens to a convention after it was registered."""

    TEXT = "text", _("sửa đổi, có văn bản mới")
    REVIEW = "review", _("rà soát")
    STATE = "state", _("đổi tình trạng")


class Finding(models.TextChoices):
    """What a review found, as the state of a dated row."""

    YES = "yes", _("còn điều khoản phân biệt đối xử")
    NO = "no", _("không có phân biệt đối xử")
    UNKNOWN = "unknown", _("chưa kết luận")


def finding_of(discriminating: bool | None) -> str:  # noqa: FBT001 - the value itself, not a switch
    """The finding of a stored answer."""
    if discriminating is None:
        return Finding.UNKNOWN
    return Finding.YES if discriminating else Finding.NO
