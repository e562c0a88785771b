"""Who reports what to whom by when; campaign windows and days the plan names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.programme.elements.models import ChosenPart, ChosenUnits, ElementRow, month_day
from songhanh.programme.rules.enums import DueRule, PhrasePart, RuleKind


@keeps_history()
class ReportingRule(ElementRow):
    """A reporting regime (chế độ báo cáo).

    ``before_is_strict``: under "trước ngày" the printed day itself is late (counting rules,
    "Obligations"). ``duplicate_of`` is the printed ordinal of the rule this one repeats; a repeated
    rule gives no obligations of its own.
    """

    kind = models.CharField(_("định kỳ"), max_length=12, choices=RuleKind)
    frequency = models.CharField(_("tần suất như trong văn bản"), max_length=200, blank=True)
    due_rule = models.CharField(_("cách tính hạn"), max_length=8, choices=DueRule, blank=True)
    due_words = models.CharField(_("hạn như trong văn bản"), max_length=200, blank=True)
    due_year = models.PositiveSmallIntegerField(_("năm của hạn"), null=True, blank=True)
    via = models.CharField(_("thông qua"), max_length=500, blank=True)
    duplicate_of = models.CharField(_("nhắc lại chế độ tại mục"), max_length=60, blank=True)
    before_is_strict = models.BooleanField(_("chính ngày hạn đã là muộn"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(ElementRow.Meta):
        verbose_name = _("chế độ báo cáo")
        verbose_name_plural = _("chế độ báo cáo")


@keeps_history()
class DueDay(models.Model):
    """A printed due day: of every year with a month, of each month (or last month) without one."""

    rule = models.ForeignKey(ReportingRule, on_delete=models.CASCADE, related_name="due_days")
    position = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(_("tháng"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("ngày"))

    class Meta:
        verbose_name = _("hạn báo cáo")
        verbose_name_plural = _("hạn báo cáo")
        ordering = ["rule", "position"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(month__isnull=True) | Q(month__gte=1, month__lte=12))
                & Q(day__gte=1, day__lte=31),
                name="dueday_in_the_calendar",
            )
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """As the contracts write it: ``MM-DD`` or ``DD``."""
        return f"{self.day:02d}" if self.month is None else f"{self.month:02d}-{self.day:02d}"


@keeps_history()
class RulePhrase(models.Model):
    """A sender, an addressee or a piece of content, as printed."""

    rule = models.ForeignKey(ReportingRule, on_delete=models.CASCADE, related_name="phrases")
    part = models.CharField(max_length=10, choices=PhrasePart)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)

    class Meta:
        verbose_name = _("từ ngữ của chế độ báo cáo")
        verbose_name_plural = _("từ ngữ của chế độ báo cáo")
        ordering = ["rule", "part", "position"]

    def __str__(self) -> str:
        return self.text


@keeps_history()
class SenderRule(ChosenUnits):
    """Which units owe the report, when an officer chose; without one the printed senders decide."""

    rule = models.OneToOneField(ReportingRule, on_delete=models.CASCADE, related_name="sender")

    class Meta:
        verbose_name = _("đơn vị phải báo cáo")
        verbose_name_plural = _("đơn vị phải báo cáo")


@keeps_history()
class SenderPart(ChosenPart):
    """A kind or a code of a sender rule."""

    sender = models.ForeignKey(SenderRule, on_delete=models.CASCADE, related_name="parts")

    class Meta(ChosenPart.Meta):
        verbose_name = _("thành phần đơn vị phải báo cáo")
        verbose_name_plural = _("thành phần đơn vị phải báo cáo")


@keeps_history()
class CampaignWindow(ElementRow):
    """A campaign the plan names. Days are empty when the text gives none."""

    name = models.TextField(_("tên đợt"))
    short_name = models.CharField(_("tên gọi tắt"), max_length=200, blank=True)
    first_day = models.CharField(_("từ ngày"), max_length=5, blank=True, validators=[month_day])
    last_day = models.CharField(_("đến ngày"), max_length=5, blank=True, validators=[month_day])
    dates_stated = models.BooleanField(_("ngày có trong văn bản"), default=True)
    recurs = models.CharField(_("lặp lại"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)

    class Meta(ElementRow.Meta):
        verbose_name = _("đợt cao điểm")
        verbose_name_plural = _("đợt cao điểm")


@keeps_history()
class CommemorativeDay(ElementRow):
    """A day the plan names. ``inferred_day`` comes from the common calendar."""

    name = models.TextField(_("tên ngày"), blank=True)
    day = models.CharField(_("ngày"), max_length=5, blank=True, validators=[month_day])
    inferred_day = models.CharField(
        _("ngày theo lịch chung"), max_length=5, blank=True, validators=[month_day]
    )
    date_stated = models.BooleanField(_("ngày có trong văn bản"), default=True)

    class Meta(ElementRow.Meta):
        verbose_name = _("ngày kỷ niệm")
        verbose_name_plural = _("ngày kỷ niệm")
