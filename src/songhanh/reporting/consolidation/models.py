"""Consolidations: the draft of the lead unit, and its frozen versions, which are append-only."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.seals import in_groups
from songhanh.foundation.lib.triggers import append_only, keeps_history
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.reporting.consolidation.enums import ExtraTable, LeadPart, MoneyUnit
from songhanh.reporting.consolidation.extras import Extra
from songhanh.reporting.consolidation.money import Money
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.submissions.enums import SubmissionState
from songhanh.reporting.submissions.models import FigureRow, Snapshot, TextRow


@keeps_history()
class Consolidation(models.Model):
    """The adding up of one round: the approved submissions by one rule for one period.

    ``unit`` is the standing unit that began it. ``saves`` guards against two people writing at
    once, ``versions`` is the number of the newest frozen version.
    """

    plan = models.ForeignKey(
        PlanDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("kế hoạch")
    )
    rule = models.ForeignKey(
        ReportingRule, on_delete=models.PROTECT, related_name="+", verbose_name=_("chế độ báo cáo")
    )
    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị tổng hợp")
    )
    period = models.CharField(_("kỳ báo cáo"), max_length=10)
    saves = models.PositiveIntegerField(default=0)
    versions = models.PositiveIntegerField(_("số bản đã chốt"), default=0)
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    class Meta:
        verbose_name = _("bản tổng hợp")
        verbose_name_plural = _("bản tổng hợp")
        constraints = [
            models.UniqueConstraint(fields=["rule", "period"], name="consolidation_once_per_round")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.period}"


@keeps_history()
class ConsolidationText(TextRow):
    """A part of the text as the standing unit has it now."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="texts")
    section = models.CharField(_("phần"), max_length=12, choices=LeadPart)

    class Meta:
        verbose_name = _("lời văn tổng hợp đang soạn")
        verbose_name_plural = _("lời văn tổng hợp đang soạn")
        constraints = [
            models.UniqueConstraint(
                fields=["consolidation", "section"], name="consolidationtext_once"
            )
        ]


class MoneyRow(models.Model):
    """Base of the rows: one source of money, amounts in đồng. An empty amount is not known."""

    position = models.PositiveSmallIntegerField()
    source = models.CharField(_("nguồn kinh phí"), max_length=120)
    planned = models.DecimalField(
        _("dự toán được giao"), max_digits=20, decimal_places=2, null=True
    )
    spent = models.DecimalField(_("đã chi"), max_digits=20, decimal_places=2, null=True)
    unit = models.CharField(_("đơn vị tính"), max_length=8, choices=MoneyUnit)
    reason = models.TextField(_("lý do, căn cứ"), blank=True)

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.source}: {self.planned} {self.spent}"


@keeps_history()
class ConsolidationMoney(MoneyRow):
    """Money of one source as the standing unit says now."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="money")

    class Meta(MoneyRow.Meta):
        verbose_name = _("kinh phí trong bản tổng hợp")
        verbose_name_plural = _("kinh phí trong bản tổng hợp")
        constraints = [
            models.UniqueConstraint(
                fields=["consolidation", "source"], name="consolidationmoney_once"
            ),
            models.CheckConstraint(
                condition=(Q(planned__isnull=True) | Q(planned__gte=0))
                & (Q(spent__isnull=True) | Q(spent__gte=0)),
                name="consolidationmoney_not_negative",
            ),
        ]

    @property
    def money(self) -> Money:
        """The row as a value."""
        return Money(self.source, self.planned, self.spent, unit=self.unit, reason=self.reason)


@append_only
class FrozenConsolidation(models.Model):
    """A consolidation as it was at a moment. A later approval does not change it."""

    consolidation = models.ForeignKey(
        Consolidation, on_delete=models.PROTECT, related_name="frozen"
    )
    number = models.PositiveIntegerField(_("lần chốt"))
    frozen_at = models.DateTimeField(_("chốt lúc"))
    as_of = models.DateField(_("tính đến ngày"))
    unit_code = models.CharField(max_length=40)
    unit_name = models.CharField(_("đơn vị tổng hợp"), max_length=250)
    content_hash = models.CharField(_("mã bản chốt"), max_length=64)
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("bản tổng hợp đã chốt")
        verbose_name_plural = _("bản tổng hợp đã chốt")
        ordering = ["consolidation", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consolidation", "number"], name="frozenconsolidation_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.consolidation_id} #{self.number}"

    @property
    def hash_text(self) -> str:
        """The hash in groups, as pages show it."""
        return in_groups(self.content_hash)


@append_only
class ConsolidatedFigure(FigureRow):
    """A figure of the plan as a whole; ``reported`` is the sum of the approved submissions.

    ``with_waiting`` adds what was submitted and not approved yet.
    """

    frozen = models.ForeignKey(
        FrozenConsolidation, on_delete=models.PROTECT, related_name="figures"
    )
    reported = models.DecimalField(
        _("tổng các báo cáo"), max_digits=18, decimal_places=4, null=True
    )
    with_waiting = models.DecimalField(
        _("tổng kể cả báo cáo chờ duyệt"), max_digits=18, decimal_places=4, null=True
    )

    class Meta:
        verbose_name = _("số liệu tổng hợp")
        verbose_name_plural = _("số liệu tổng hợp")
        ordering = ["frozen", "position"]
        constraints = [
            models.UniqueConstraint(fields=["frozen", "key"], name="consolidatedfigure_once")
        ]


@append_only
class ConsolidatedMember(models.Model):
    """A unit that owed the report: the approved version taken in, or where its report stood."""

    frozen = models.ForeignKey(
        FrozenConsolidation, on_delete=models.PROTECT, related_name="members"
    )
    position = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    unit_code = models.CharField(max_length=40)
    unit_name = models.CharField(_("đơn vị"), max_length=250)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        _("tình trạng báo cáo"), max_length=10, choices=SubmissionState, blank=True
    )
    timeliness = models.CharField(_("thời hạn nộp"), max_length=10, choices=ObligationState)

    class Meta:
        verbose_name = _("đơn vị trong bản tổng hợp")
        verbose_name_plural = _("đơn vị trong bản tổng hợp")
        ordering = ["frozen", "position"]
        constraints = [
            models.UniqueConstraint(fields=["frozen", "unit"], name="consolidatedmember_once")
        ]

    def __str__(self) -> str:
        return self.unit_name


@append_only
class ConsolidatedExtra(models.Model):
    """A frozen line of the annexes about task groups, the Action Month and money."""

    frozen = models.ForeignKey(FrozenConsolidation, on_delete=models.PROTECT, related_name="extras")
    position = models.PositiveSmallIntegerField()
    table = models.CharField(max_length=10, choices=ExtraTable)
    key = models.CharField(max_length=200)
    label = models.TextField(_("tên"))
    unit_word = models.CharField(_("đơn vị tính"), max_length=120, blank=True)
    value = models.DecimalField(_("thực hiện"), max_digits=20, decimal_places=4, null=True)
    provisional = models.DecimalField(
        _("ước thực hiện"), max_digits=20, decimal_places=4, null=True
    )

    class Meta:
        verbose_name = _("số liệu phụ lục đã chốt")
        verbose_name_plural = _("số liệu phụ lục đã chốt")
        ordering = ["frozen", "position"]
        constraints = [
            models.UniqueConstraint(fields=["frozen", "key"], name="consolidatedextra_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"

    @property
    def extra(self) -> Extra:
        """The row as the value it was made of."""
        return Extra(**{name: getattr(self, name) for name in Extra.__slots__})


@append_only
class ConsolidatedMoney(MoneyRow):
    """A frozen line about money, with what the records said."""

    frozen = models.ForeignKey(FrozenConsolidation, on_delete=models.PROTECT, related_name="money")
    recorded = models.DecimalField(_("theo bản ghi"), max_digits=20, decimal_places=2, null=True)
    provisional = models.DecimalField(_("ước"), max_digits=20, decimal_places=2, null=True)

    class Meta(MoneyRow.Meta):
        verbose_name = _("kinh phí đã chốt")
        verbose_name_plural = _("kinh phí đã chốt")
        constraints = [
            models.UniqueConstraint(fields=["frozen", "source"], name="consolidatedmoney_once")
        ]

    @property
    def money(self) -> Money:
        """The row as the value it was made of."""
        return Money(**{name: getattr(self, name) for name in Money.__slots__})


@append_only
class ConsolidatedText(TextRow):
    """A part of the frozen text."""

    frozen = models.ForeignKey(FrozenConsolidation, on_delete=models.PROTECT, related_name="texts")
    section = models.CharField(_("phần"), max_length=12, choices=LeadPart)

    class Meta:
        verbose_name = _("lời văn tổng hợp đã chốt")
        verbose_name_plural = _("lời văn tổng hợp đã chốt")
        constraints = [
            models.UniqueConstraint(fields=["frozen", "section"], name="consolidatedtext_once")
        ]


@keeps_history()
class OutlierSetting(models.Model):
    """From when on a figure of a plan's reports stands out; without a row the usual limits hold."""

    plan = models.OneToOneField(
        PlanDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("kế hoạch")
    )
    times_last = models.DecimalField(
        _("gấp bao nhiêu lần kỳ trước"), max_digits=6, decimal_places=2
    )
    spreads = models.DecimalField(
        _("cách số giữa của nhóm bao nhiêu độ lệch"), max_digits=6, decimal_places=2
    )
    least_difference = models.DecimalField(
        _("bỏ qua khi chênh lệch dưới"), max_digits=10, decimal_places=2
    )
    least_peers = models.PositiveSmallIntegerField(_("nhóm có ít nhất bao nhiêu đơn vị"))

    class Meta:
        verbose_name = _("ngưỡng số liệu khác thường")
        verbose_name_plural = _("ngưỡng số liệu khác thường")
        constraints = [
            models.CheckConstraint(
                condition=Q(times_last__gt=1, spreads__gt=0, least_difference__gte=0),
                name="outliersetting_says_something",
            )
        ]

    def __str__(self) -> str:
        return str(self.plan_id)
