"""Frozen results: append-only in the database itself, like the snapshots of reports."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.engines.counting import Period, parse_period, round_half_up
from songhanh.foundation.lib.seals import in_groups
from songhanh.foundation.lib.triggers import append_only
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.enums import TargetKind
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.results.values.enums import (
    MapChoice,
    RequiredFrom,
    StandingChoice,
    TargetStatus,
    Verdict,
)


def one_place(number: Decimal | None) -> Decimal | None:
    """A kept number as screens show it."""
    return None if number is None else round_half_up(number, 1)


@append_only
class FrozenResults(models.Model):
    """All figures of a plan up to the end of a day, as they were known when they were frozen.

    ``number`` counts the freezings of a plan. ``known_on`` and ``map_day`` are None where nobody
    asked for them. ``content_hash`` seals everything; see ``content.document_of``.
    """

    plan = models.ForeignKey(PlanDocument, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("số thứ tự"))
    purpose = models.CharField(_("mục đích"), max_length=250)
    folded = models.TextField()
    plan_name = models.TextField(_("kế hoạch"))
    as_of = models.DateField(_("tính đến hết ngày"))
    known_on = models.DateField(_("theo số liệu có đến ngày"), null=True)
    standing = models.CharField(_("bản ghi được tính"), max_length=12, choices=StandingChoice)
    map = models.CharField(_("bản đồ đơn vị"), max_length=10, choices=MapChoice)
    map_day = models.DateField(_("ngày bản đồ"), null=True)
    taken_at = models.DateTimeField(_("chốt lúc"))
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    content_hash = models.CharField(_("mã bản chốt"), max_length=64)

    class Meta:
        verbose_name = _("bản chốt kết quả")
        verbose_name_plural = _("bản chốt kết quả")
        ordering = ["-taken_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="frozenresults_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.plan_name} #{self.number}: {self.purpose}"

    @property
    def hash_text(self) -> str:
        """The hash in groups, as pages show it."""
        return in_groups(self.content_hash)


@append_only
class FrozenDefinition(models.Model):
    """By what words, formula and settings a target was counted.

    ``words`` are canonical, for comparing; ``formula`` and ``said`` are for people. A target that
    was amended within the year has a row for each of its wordings.
    """

    frozen = models.ForeignKey(FrozenResults, on_delete=models.PROTECT, related_name="definitions")
    position = models.PositiveSmallIntegerField()
    ordinal = models.CharField(max_length=80)
    text = models.TextField(_("chỉ tiêu"))
    formula = models.TextField(_("cách tính"))
    said = models.TextField(_("thiết lập"), blank=True)
    words = models.TextField()

    class Meta:
        verbose_name = _("định nghĩa đã dùng")
        verbose_name_plural = _("định nghĩa đã dùng")
        ordering = ["frozen", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["frozen", "position"], name="frozendefinition_once_per_place"
            )
        ]

    def __str__(self) -> str:
        return self.ordinal


@append_only
class FrozenFigure(models.Model):
    """One figure: a target in a period. None is not known, and never zero."""

    frozen = models.ForeignKey(FrozenResults, on_delete=models.PROTECT, related_name="figures")
    position = models.PositiveSmallIntegerField()
    ordinal = models.CharField(_("mục"), max_length=80)
    kind = models.CharField(max_length=40, choices=TargetKind)
    text = models.TextField(_("chỉ tiêu"))
    period = models.CharField(_("kỳ"), max_length=10)
    unit_word = models.CharField(_("đơn vị tính"), max_length=120)
    value = models.DecimalField(_("giá trị"), max_digits=18, decimal_places=4, null=True)
    numerator = models.PositiveIntegerField(_("tử số"), null=True)
    denominator = models.PositiveIntegerField(_("mẫu số"), null=True)
    required = models.DecimalField(_("yêu cầu"), max_digits=18, decimal_places=4, null=True)
    required_from = models.CharField(
        _("nguồn của yêu cầu"), max_length=12, choices=RequiredFrom, blank=True
    )
    threshold = models.DecimalField(
        _("số lượng mỗi đơn vị phải đạt"), max_digits=18, decimal_places=4, null=True
    )
    status = models.CharField(_("trạng thái"), max_length=20, choices=TargetStatus)
    estimated = models.BooleanField(_("là số ước tính"))
    forecast = models.DecimalField(_("dự báo cuối kỳ"), max_digits=18, decimal_places=4, null=True)
    sentence = models.TextField(_("giải thích"))
    unresolved = models.TextField(blank=True)
    unassigned = models.TextField(blank=True)
    rule_version = models.CharField(_("phiên bản quy tắc tính"), max_length=20)

    class Meta:
        verbose_name = _("số liệu đã chốt")
        verbose_name_plural = _("số liệu đã chốt")
        ordering = ["frozen", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["frozen", "ordinal", "period"], name="frozenfigure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.period}"

    @property
    def time(self) -> Period:
        """The period as a value."""
        return parse_period(self.period)

    @property
    def value_shown(self) -> Decimal | None:
        """The value as screens show it, one decimal."""
        return one_place(self.value)

    @property
    def required_shown(self) -> Decimal | None:
        """What is required, one decimal."""
        return one_place(self.required)

    @property
    def forecast_shown(self) -> Decimal | None:
        """The forecast, one decimal."""
        return one_place(self.forecast)

    @property
    def status_then(self) -> TargetStatus:
        """The status with its word."""
        return TargetStatus(self.status)


@append_only
class FrozenUnit(models.Model):
    """What became of one unit in a figure; of conventions, of each one, where it lies."""

    figure = models.ForeignKey(FrozenFigure, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    code = models.TextField(_("mã"))
    name = models.CharField(_("đơn vị"), max_length=250)
    verdict = models.CharField(_("kết quả"), max_length=12, choices=Verdict)
    count = models.DecimalField(_("số lượng"), max_digits=18, decimal_places=4, null=True)
    needed = models.DecimalField(_("cần đạt"), max_digits=18, decimal_places=4, null=True)

    class Meta:
        verbose_name = _("đơn vị của số liệu đã chốt")
        verbose_name_plural = _("đơn vị của số liệu đã chốt")
        ordering = ["figure", "code"]
        constraints = [models.UniqueConstraint(fields=["figure", "code"], name="frozenunit_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.verdict}"
