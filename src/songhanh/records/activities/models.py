"""A communication activity: form, day, place, hosts, audience groups, participants."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.activities.enums import Mode
from songhanh.records.recording.models import Record
from songhanh.registry.orgunits.models import OrgUnit


@keeps_history()
class Activity(Record):
    """One activity (hoạt động). ``unit`` is its main host.

    It counts on ``held_on`` alone, also when it runs over several days. What is None is not known:
    only a clear yes counts (counting rules, "Said is said"). ``children`` and ``minority`` are
    parts of male + female + unknown_sex.
    """

    form = models.CharField(_("hình thức"), max_length=40)
    held_on = models.DateField(_("ngày tổ chức"))
    ended_on = models.DateField(_("đến ngày"), null=True, blank=True)
    commune = models.ForeignKey(
        OrgUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("xã, phường nơi tổ chức"),
        db_index=False,
    )
    received_by = models.ForeignKey(
        OrgUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nơi được truyền thông"),
        db_index=False,
        help_text=_("Nơi tổ chức; không ghi thì là đơn vị chủ trì nếu đó là cấp xã."),
    )
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    mode = models.CharField(_("cách thức"), max_length=10, choices=Mode, blank=True)
    integrated = models.BooleanField(_("lồng ghép"), null=True, blank=True)
    on_law_policy = models.BooleanField(
        _("về pháp luật, chính sách bình đẳng giới"), null=True, blank=True
    )
    co_hosts: "models.ManyToManyField[OrgUnit, ActivityCoHost]" = models.ManyToManyField(
        OrgUnit,
        through="ActivityCoHost",
        related_name="+",
        blank=True,
        verbose_name=_("đơn vị phối hợp tổ chức"),
    )
    male = models.PositiveIntegerField(_("nam"), null=True, blank=True)
    female = models.PositiveIntegerField(_("nữ"), null=True, blank=True)
    unknown_sex = models.PositiveIntegerField(_("chưa tách nam, nữ"), null=True, blank=True)
    children = models.PositiveIntegerField(_("trẻ em"), null=True, blank=True)
    minority = models.PositiveIntegerField(_("người dân tộc thiểu số"), null=True, blank=True)
    cost_vnd = models.DecimalField(
        _("kinh phí (đồng)"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    fund_source = models.CharField(_("nguồn kinh phí"), max_length=120, blank=True)
    plan_code = models.CharField(_("kế hoạch"), max_length=80, blank=True)
    task_ordinal = models.CharField(_("nhiệm vụ"), max_length=40, blank=True)
    campaign = models.CharField(_("chiến dịch"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("hoạt động")
        verbose_name_plural = _("hoạt động")
        indexes = [
            models.Index(fields=["unit", "held_on"], name="activity_unit_day"),
            models.Index(fields=["standing", "held_on"], name="activity_standing"),
            models.Index(fields=["held_on"], name="activity_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("held_on")),
                name="activity_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(cost_vnd__isnull=True) | Q(cost_vnd__gte=0),
                name="activity_cost_not_negative",
            ),
        ]

    @property
    def participants(self) -> int | None:
        """Everybody present, None when nothing about it is known. Attendances, not people."""
        known = [count for count in (self.male, self.female, self.unknown_sex) if count is not None]
        return sum(known) if known else None


@keeps_history()
class ActivityCoHost(models.Model):
    """A unit that holds the activity together with its main host."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="co_host_rows", db_index=False
    )
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("đơn vị phối hợp tổ chức")
        verbose_name_plural = _("đơn vị phối hợp tổ chức")
        constraints = [
            models.UniqueConstraint(fields=["activity", "unit"], name="activitycohost_once")
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.unit_id}"


@keeps_history()
class ActivityAudience(models.Model):
    """An audience group the activity addresses, by its code."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="audience_rows", db_index=False
    )
    audience = models.CharField(_("nhóm đối tượng"), max_length=40)

    class Meta:
        verbose_name = _("nhóm đối tượng của hoạt động")
        verbose_name_plural = _("nhóm đối tượng của hoạt động")
        constraints = [
            models.UniqueConstraint(fields=["activity", "audience"], name="activityaudience_once")
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.audience}"


@keeps_history()
class ActivityJoin(models.Model):
    """Two entries of one event made one: what stays, what went, and how to take it back.

    ``added`` are the units that became co-hosts, by their keys.
    """

    stays = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="+", verbose_name=_("giữ lại")
    )
    goes = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="+", verbose_name=_("ghép vào")
    )
    standing_before = models.CharField(max_length=10)
    added = models.CharField(max_length=400, blank=True)
    joined_at = models.DateTimeField(_("ghép lúc"))
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True)

    class Meta:
        verbose_name = _("ghép hoạt động")
        verbose_name_plural = _("ghép hoạt động")
        ordering = ["-joined_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["goes"], condition=Q(undone_at=None), name="activityjoin_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.goes_id} → {self.stays_id}"
