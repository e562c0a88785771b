"""Targets as the plan states them, and the settings by which an officer lets them be counted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only, keeps_history
from songhanh.programme.elements.models import (
    ChosenPart,
    ChosenUnits,
    ElementRow,
    PlanElement,
    month_day,
)
from songhanh.programme.targets.enums import (
    Comparator,
    CountingPeriod,
    Reading,
    RoadmapOrigin,
    Stage,
    TargetKind,
)


@keeps_history()
class Target(ElementRow):
    """The value to reach, per period and unit, in the fields of plan.schema.json.

    ``value`` is the final one; for threshold kinds it is the number each unit must reach and
    ``coverage_value`` the share of units. Null means that the text gives none.
    """

    code = models.CharField(_("mã in trong văn bản"), max_length=60, blank=True)
    kind = models.CharField(_("loại chỉ tiêu"), max_length=40, choices=TargetKind)
    comparator = models.CharField(_("so sánh"), max_length=10, choices=Comparator)
    comparator_words = models.CharField(_("từ so sánh"), max_length=120, blank=True)
    value = models.DecimalField(
        _("giá trị"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    value_max = models.DecimalField(
        _("giá trị trên"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    value_words = models.CharField(_("giá trị viết bằng chữ"), max_length=120, blank=True)
    value_stated = models.BooleanField(_("giá trị có trong văn bản"), default=True)
    unit = models.CharField(_("đơn vị tính"), max_length=120, blank=True)
    coverage_comparator = models.CharField(
        _("so sánh độ bao phủ"), max_length=10, choices=Comparator, blank=True
    )
    coverage_value = models.DecimalField(
        _("độ bao phủ"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    coverage_unit = models.CharField(_("đơn vị tính độ bao phủ"), max_length=30, blank=True)
    coverage_denominator = models.CharField(_("bao phủ trên"), max_length=500, blank=True)
    coverage_stated = models.BooleanField(_("độ bao phủ có trong văn bản"), default=True)
    baseline_year = models.PositiveSmallIntegerField(_("năm gốc"), null=True, blank=True)
    period = models.CharField(_("kỳ tính"), max_length=12, choices=CountingPeriod)
    applies_year = models.PositiveSmallIntegerField(_("chỉ cho năm"), null=True, blank=True)
    phase_from = models.PositiveSmallIntegerField(_("giai đoạn từ năm"), null=True, blank=True)
    phase_to = models.PositiveSmallIntegerField(_("giai đoạn đến năm"), null=True, blank=True)
    due_words = models.CharField(_("thời hạn như trong văn bản"), max_length=200, blank=True)
    channel = models.CharField(_("kênh"), max_length=300, blank=True)
    in_target_section = models.BooleanField(_("nằm trong phần chỉ tiêu"), default=True)
    denominator_count = models.PositiveIntegerField(
        _("số đơn vị nêu trong văn bản"), null=True, blank=True
    )
    airtime_minutes = models.DecimalField(
        _("thời lượng (phút)"), max_digits=10, decimal_places=2, null=True, blank=True
    )

    class Meta(ElementRow.Meta):
        verbose_name = _("chỉ tiêu")
        verbose_name_plural = _("chỉ tiêu")


@keeps_history()
class Milestone(models.Model):
    """A dated value on the way, the final one included when it has a year."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="milestones")
    year = models.PositiveSmallIntegerField(_("năm"))
    value = models.DecimalField(_("giá trị"), max_digits=18, decimal_places=4)
    value_max = models.DecimalField(
        _("giá trị trên"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    stage = models.CharField(_("mức áp dụng"), max_length=20, choices=Stage, blank=True)
    comparator = models.CharField(max_length=10, choices=Comparator, blank=True)

    class Meta:
        verbose_name = _("mốc")
        verbose_name_plural = _("mốc")
        ordering = ["target", "year", "stage"]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"


@keeps_history()
class TargetSubject(models.Model):
    """Who is counted or addressed, as printed."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="subjects")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("đối tượng"), max_length=500)

    class Meta:
        verbose_name = _("đối tượng của chỉ tiêu")
        verbose_name_plural = _("đối tượng của chỉ tiêu")
        ordering = ["target", "position"]

    def __str__(self) -> str:
        return self.text


@keeps_history()
class DenominatorRule(ChosenUnits):
    """Which units count for a target, when an officer chose; without one the subjects decide."""

    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="denominator")

    class Meta:
        verbose_name = _("quy tắc mẫu số")
        verbose_name_plural = _("quy tắc mẫu số")


@keeps_history()
class DenominatorPart(ChosenPart):
    """A kind or a code of a denominator rule."""

    rule = models.ForeignKey(DenominatorRule, on_delete=models.CASCADE, related_name="parts")

    class Meta(ChosenPart.Meta):
        verbose_name = _("thành phần mẫu số")
        verbose_name_plural = _("thành phần mẫu số")


@keeps_history()
class TargetSetting(models.Model):
    """What an officer set for the counting of a target.

    An empty field takes the plan's own words, else the default of the counting rules.
    """

    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="setting")
    threshold = models.DecimalField(
        _("số lượng mỗi đơn vị phải đạt"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    count_integrated = models.BooleanField(_("tính hoạt động lồng ghép"), null=True, blank=True)
    window_first = models.CharField(
        _("ngày đầu của đợt"), max_length=5, blank=True, validators=[month_day]
    )
    window_last = models.CharField(
        _("ngày cuối của đợt"), max_length=5, blank=True, validators=[month_day]
    )
    denominator_day = models.CharField(
        _("ngày chốt mẫu số"), max_length=5, blank=True, validators=[month_day]
    )
    baseline_year = models.PositiveSmallIntegerField(_("năm gốc"), null=True, blank=True)
    reading = models.CharField(_("cách hiểu"), max_length=12, choices=Reading, blank=True)
    start_year = models.PositiveSmallIntegerField(_("năm khởi điểm"), null=True, blank=True)
    start_value = models.DecimalField(
        _("giá trị khởi điểm"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("thiết lập chỉ tiêu")
        verbose_name_plural = _("thiết lập chỉ tiêu")
        constraints = [
            models.CheckConstraint(
                condition=Q(window_first="", window_last="")
                | (~Q(window_first="") & ~Q(window_last="")),
                name="targetsetting_window_has_both_days",
            ),
            models.CheckConstraint(
                condition=Q(start_year__isnull=True, start_value__isnull=True)
                | Q(start_year__isnull=False, start_value__isnull=False),
                name="targetsetting_start_has_year_and_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.target_id}"


@keeps_history()
class RoadmapRow(models.Model):
    """A year's value on the roadmap: the required share or value, the number per unit, or both."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="roadmap")
    year = models.PositiveSmallIntegerField(_("năm"))
    value = models.DecimalField(
        _("giá trị phải đạt"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    threshold = models.DecimalField(
        _("số lượng mỗi đơn vị"), max_digits=18, decimal_places=4, null=True, blank=True
    )

    class Meta:
        verbose_name = _("lộ trình")
        verbose_name_plural = _("lộ trình")
        ordering = ["target", "year"]
        constraints = [
            models.UniqueConstraint(fields=["target", "year"], name="roadmaprow_once_a_year"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(threshold__isnull=False),
                name="roadmaprow_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"


@append_only
class RoadmapChange(models.Model):
    """One change of the roadmap of a target: when, by whom, where its numbers come from, and why.

    It hangs on the element, which stays when an amendment gives the target new words.
    """

    element = models.ForeignKey(
        PlanElement, on_delete=models.PROTECT, related_name="roadmap_changes"
    )
    origin = models.CharField(_("nguồn số liệu"), max_length=12, choices=RoadmapOrigin)
    reason = models.TextField(_("lý do"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    class Meta:
        verbose_name = _("thay đổi lộ trình")
        verbose_name_plural = _("thay đổi lộ trình")
        ordering = ["element", "pk"]

    def __str__(self) -> str:
        return f"{self.element_id} {self.changed_at:%d/%m/%Y}"


@append_only
class RoadmapChangeRow(models.Model):
    """What a year asked for before a change and after it; null is nothing of its own."""

    change = models.ForeignKey(RoadmapChange, on_delete=models.PROTECT, related_name="rows")
    year = models.PositiveSmallIntegerField(_("năm"))
    value_before = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    threshold_before = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    threshold = models.DecimalField(max_digits=18, decimal_places=4, null=True)

    class Meta:
        verbose_name = _("năm của thay đổi lộ trình")
        verbose_name_plural = _("năm của thay đổi lộ trình")
        ordering = ["change", "year"]
        constraints = [
            models.UniqueConstraint(fields=["change", "year"], name="roadmapchangerow_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.change_id} {self.year}"
