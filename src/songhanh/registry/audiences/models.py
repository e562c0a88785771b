"""Audience groups with priority, and how many people of a group live in a commune."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.registry.orgunits.models import OrgUnit

group_code = RegexValidator(
    r"^[a-z][a-z0-9_]*$", _("Mã gồm chữ thường không dấu, số và dấu gạch dưới, ví dụ nguoi_khmer.")
)


@keeps_history()
class AudienceGroup(models.Model):
    """A group of people that communication addresses. ``aliases`` are separated by ``|``."""

    code = models.CharField(_("mã"), max_length=40, unique=True, validators=[group_code])
    name = models.CharField(_("tên"), max_length=160)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=160, blank=True)
    aliases = models.CharField(_("cách viết khác"), max_length=400, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    is_priority = models.BooleanField(_("ưu tiên"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(_("còn dùng"), default=True)

    class Meta:
        verbose_name = _("nhóm đối tượng")
        verbose_name_plural = _("nhóm đối tượng")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its name in the language of the page."""
        if self.name_en and (get_language() or "").startswith("en"):
            return self.name_en
        return self.name

    @property
    def spellings(self) -> list[str]:
        """The other ways it is written, one by one."""
        return self.aliases.split("|") if self.aliases else []


@keeps_history()
class GroupSize(models.Model):
    """How many people of a group live in a commune on a day, and who says so."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="group_sizes")
    group = models.ForeignKey(AudienceGroup, on_delete=models.PROTECT, related_name="sizes")
    as_of = models.DateField(_("tính đến ngày"))
    number = models.PositiveIntegerField(_("số người"))
    source = models.CharField(_("nguồn"), max_length=200)

    class Meta:
        verbose_name = _("quy mô nhóm đối tượng")
        verbose_name_plural = _("quy mô nhóm đối tượng")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "group", "as_of"], name="groupsize_once_per_day"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="groupsize_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.group_id} {self.as_of}"
