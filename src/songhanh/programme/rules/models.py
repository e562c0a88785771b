"""Who reports what to whom by when; campaign windows and days the plan names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.programme.elements.models import ChosenPart, ChosenUnits, ElementRow, month_day
from songhanh.programme.rules.enums import DueRule, PhrasePart, ReportSection, RuleKind, Shift


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


_IN_THE_CALENDAR = (Q(month__isnull=True) | Q(month__gte=1, month__lte=12)) & Q(
    day__gte=1, day__lte=31
)


@keeps_history()
class Regime(models.Model):
    """How a report is run beside the plan's own words, as an officer set it; all may be empty.

    ``shift`` moves a last day off a day off. ``cut_off_day`` closes the figures of volume: a day of
    the period's last month, or with ``cut_off_month`` of the year; without one the period itself
    bounds them (Decree 09/2019/NĐ-CP: 14). ``due_rule`` with the days below, ``via`` and
    ``addressees`` (one a line) stand in the place of the printed ones, which stay as they are.
    ``own_form`` tells that the figures and texts below are all that is asked for.
    """

    rule = models.OneToOneField(ReportingRule, on_delete=models.CASCADE, related_name="regime")
    shift = models.CharField(
        _("hạn rơi vào ngày nghỉ"), max_length=8, choices=Shift, default=Shift.NONE
    )
    cut_off_month = models.PositiveSmallIntegerField(_("tháng chốt số liệu"), null=True, blank=True)
    cut_off_day = models.PositiveSmallIntegerField(_("ngày chốt số liệu"), null=True, blank=True)
    due_rule = models.CharField(_("cách tính hạn"), max_length=8, choices=DueRule, blank=True)
    via = models.CharField(_("thông qua"), max_length=500, blank=True)
    addressees = models.TextField(_("nơi nhận báo cáo"), blank=True)
    own_form = models.BooleanField(_("có biểu mẫu riêng"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("thiết lập chế độ báo cáo")
        verbose_name_plural = _("thiết lập chế độ báo cáo")
        constraints = [
            models.CheckConstraint(
                condition=Q(cut_off_day__isnull=True, cut_off_month__isnull=True)
                | (Q(cut_off_day__gte=1, cut_off_day__lte=31))
                & (Q(cut_off_month__isnull=True) | Q(cut_off_month__gte=1, cut_off_month__lte=12)),
                name="regime_cut_off_in_the_calendar",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_id}"


@keeps_history()
class RegimeDay(models.Model):
    """A due day in the place of the printed ones; of each month where no month is named."""

    regime = models.ForeignKey(Regime, on_delete=models.CASCADE, related_name="days")
    position = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(_("tháng"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("ngày"))

    class Meta:
        verbose_name = _("hạn báo cáo đã đặt")
        verbose_name_plural = _("hạn báo cáo đã đặt")
        ordering = ["regime", "position"]
        constraints = [
            models.CheckConstraint(condition=_IN_THE_CALENDAR, name="regimeday_in_the_calendar")
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """As the contracts write it: ``MM-DD`` or ``DD``."""
        return f"{self.day:02d}" if self.month is None else f"{self.month:02d}-{self.day:02d}"


@keeps_history()
class RegimeFigure(models.Model):
    """A figure the form asks for: a measure, or a target (``target:`` and its ordinal)."""

    regime = models.ForeignKey(Regime, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(_("số liệu"), max_length=120)

    class Meta:
        verbose_name = _("số liệu của biểu mẫu")
        verbose_name_plural = _("số liệu của biểu mẫu")
        ordering = ["regime", "pk"]
        constraints = [models.UniqueConstraint(fields=["regime", "key"], name="regimefigure_once")]

    def __str__(self) -> str:
        return self.key


@keeps_history()
class RegimeText(models.Model):
    """A part of the text the form asks for, under its own heading where it has one."""

    regime = models.ForeignKey(Regime, on_delete=models.CASCADE, related_name="texts")
    section = models.CharField(_("phần lời văn"), max_length=20, choices=ReportSection)
    heading = models.CharField(_("tiêu đề riêng"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("lời văn của biểu mẫu")
        verbose_name_plural = _("lời văn của biểu mẫu")
        ordering = ["regime", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["regime", "section"], name="regimetext_once")
        ]

    def __str__(self) -> str:
        return self.heading or self.get_section_display()


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
