"""Occasions (campaigns and commemorative days), their days in a year, and days off."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.registry.calendar.enums import OccasionKind, SpecialDayKind
from songhanh.registry.orgunits.models import OrgUnit

month_day = RegexValidator(
    r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    _("Ngày trong năm viết dạng tháng-ngày, ví dụ 11-30 là ngày 30 tháng 11."),
)


class OfABranch(models.Model):
    """Something kept for the whole country (no branch), or for one branch of the unit tree."""

    branch = models.ForeignKey(
        OrgUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("phạm vi"),
    )
    source = models.CharField(_("nguồn"), max_length=300)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_national(self) -> bool:
        """Whether it is for the whole country."""
        return self.branch_id is None


@keeps_history()
class Occasion(OfABranch):
    """A commemorative day or a campaign that comes back every year.

    ``first_day`` and ``last_day`` are MM-DD, both inside; a window whose last day stands before its
    first crosses the end of the year. Both are empty for what is only named: its days are entered
    year by year, from the guidance of the year. ``days_before`` and ``days_after`` make the peak
    window around a commemorative day. ``aliases`` are other names, one a line.
    """

    code = models.CharField(_("mã"), max_length=40, null=True, blank=True, unique=True)
    kind = models.CharField(_("loại"), max_length=10, choices=OccasionKind)
    name = models.CharField(_("tên"), max_length=250)
    folded_name = models.CharField(max_length=250, db_index=True)
    aliases = models.TextField(_("tên gọi khác"), blank=True)
    first_day = models.CharField(_("từ ngày"), max_length=5, blank=True, validators=[month_day])
    last_day = models.CharField(_("đến ngày"), max_length=5, blank=True, validators=[month_day])
    days_before = models.PositiveSmallIntegerField(_("số ngày cao điểm trước"), default=0)
    days_after = models.PositiveSmallIntegerField(_("số ngày cao điểm sau"), default=0)
    since = models.PositiveSmallIntegerField(_("từ năm"), null=True, blank=True)
    until = models.PositiveSmallIntegerField(_("đến năm"), null=True, blank=True)

    class Meta:
        verbose_name = _("dịp trong lịch")
        verbose_name_plural = _("dịp trong lịch")
        ordering = ["first_day", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day="", last_day="") | (~Q(first_day="") & ~Q(last_day="")),
                name="occasion_both_days_or_none",
            )
        ]

    def __str__(self) -> str:
        return self.name


@keeps_history()
class OccasionYear(OfABranch):
    """The days, the theme and the slogans of an occasion in one year, as guidance gives them.

    One for the whole country and one for each branch; the nearest branch is believed. Without days
    those of the occasion hold.
    """

    occasion = models.ForeignKey(
        Occasion, on_delete=models.CASCADE, related_name="years", verbose_name=_("dịp")
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    first = models.DateField(_("từ ngày"), null=True, blank=True)
    last = models.DateField(_("đến ngày"), null=True, blank=True)
    theme = models.CharField(_("chủ đề"), max_length=500, blank=True)
    slogans = models.TextField(_("khẩu hiệu"), blank=True)

    class Meta:
        verbose_name = _("dịp của một năm")
        verbose_name_plural = _("dịp của một năm")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "year", "branch"], name="occasionyear_once_a_branch"
            ),
            models.UniqueConstraint(
                fields=["occasion", "year"],
                condition=Q(branch__isnull=True),
                name="occasionyear_once_national",
            ),
            models.CheckConstraint(
                condition=Q(first__isnull=True, last__isnull=True) | Q(first__lte=F("last")),
                name="occasionyear_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occasion_id} {self.year}"


@keeps_history()
class SpecialDay(OfABranch):
    """A public holiday, a day off in lieu, or a day of the weekend that is worked.

    ``announced`` is no while the day is reckoned and the notice of the year is awaited.
    """

    day = models.DateField(_("ngày"))
    kind = models.CharField(_("loại"), max_length=10, choices=SpecialDayKind)
    name = models.CharField(_("tên"), max_length=200)
    announced = models.BooleanField(_("đã có thông báo"), default=True)

    class Meta:
        verbose_name = _("ngày nghỉ, ngày làm bù")
        verbose_name_plural = _("ngày nghỉ, ngày làm bù")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["day", "branch"], name="specialday_once_a_branch"),
            models.UniqueConstraint(
                fields=["day"],
                condition=Q(branch__isnull=True),
                name="specialday_once_national",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
