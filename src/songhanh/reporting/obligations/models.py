"""What happened to an obligation: first met, waived, put off to a later day.

The obligation itself is stored nowhere. It follows from rule × unit × period; a row is written
only when something happens to one.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only, keeps_history
from songhanh.programme.rules.models import ReportingRule
from songhanh.registry.orgunits.models import OrgUnit


class OfObligation(models.Model):
    """Base of the rows: which obligation is meant."""

    rule = models.ForeignKey(ReportingRule, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("kỳ báo cáo"), max_length=10, blank=True)
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.rule_id} {self.unit_id} {self.period}"


@append_only
class FirstSubmission(OfObligation):
    """The moment an obligation was first met. It decides on time or late for ever.

    A return does not change it (counting rules, "Obligations"). What was taken back before anybody
    had read it never met the obligation: the next submission is then the first.
    """

    submitted_at = models.DateTimeField(_("nộp lần đầu lúc"))

    class Meta:
        verbose_name = _("lần nộp đầu tiên")
        verbose_name_plural = _("lần nộp đầu tiên")
        indexes = [
            models.Index(fields=["rule", "unit", "period"], name="firstsubmission_obligation")
        ]


@append_only
class TakenBack(models.Model):
    """A first submission that was recalled before anybody had read it."""

    first = models.OneToOneField(
        FirstSubmission, on_delete=models.PROTECT, related_name="taken_back"
    )
    taken_back_at = models.DateTimeField(_("rút lại lúc"))
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("lần nộp đã rút lại")
        verbose_name_plural = _("lần nộp đã rút lại")

    def __str__(self) -> str:
        return str(self.first_id)


class Decision(OfObligation):
    """Base of what the lead officer decides about one report, with the reason.

    ``undoes`` takes an earlier decision back.
    """

    reason = models.TextField(_("lý do"))
    decided_at = models.DateTimeField(_("quyết định lúc"))
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )

    class Meta:
        abstract = True


@append_only
class Waiver(Decision):
    """One unit need not report for one period."""

    class Meta:
        verbose_name = _("miễn báo cáo")
        verbose_name_plural = _("miễn báo cáo")
        indexes = [models.Index(fields=["rule", "unit", "period"], name="waiver_obligation")]


@append_only
class Extension(Decision):
    """One unit may report for one period up to a later last day; of several the newest holds."""

    last_day = models.DateField(_("được gia hạn đến hết ngày"))

    class Meta:
        verbose_name = _("gia hạn báo cáo")
        verbose_name_plural = _("gia hạn báo cáo")
        indexes = [models.Index(fields=["rule", "unit", "period"], name="extension_obligation")]


@append_only
class HandOver(Decision):
    """Who answers for the report of a unit that ended before the day it was due.

    ``unit`` is the one that ended; without ``to_unit`` nobody has to. Where one unit alone
    continues it no decision is needed.
    """

    to_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("chuyển nghĩa vụ báo cáo")
        verbose_name_plural = _("chuyển nghĩa vụ báo cáo")
        indexes = [models.Index(fields=["rule", "unit", "period"], name="handover_obligation")]


@keeps_history()
class ReportRequest(models.Model):
    """A report asked for beside the plan's regimes (yêu cầu báo cáo), with its own day and form.

    Its rule names the units and the form; the rule's element holds the title and is no part of what
    the plan says. Withdrawn, nobody owes it any more.
    """

    rule = models.OneToOneField(ReportingRule, on_delete=models.PROTECT, related_name="request")
    period = models.CharField(_("kỳ báo cáo"), max_length=10)
    last_day = models.DateField(_("nộp đến hết ngày"))
    basis = models.TextField(_("căn cứ, nội dung yêu cầu"), blank=True)
    asked_at = models.DateTimeField(_("yêu cầu lúc"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("rút lại lúc"), null=True)

    class Meta:
        verbose_name = _("yêu cầu báo cáo")
        verbose_name_plural = _("yêu cầu báo cáo")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.period}"

    @property
    def title(self) -> str:
        """What is asked for."""
        return str(self.rule.element.text)


@keeps_history()
class ReminderSetting(models.Model):
    """On which days the units of a branch are reminded, where not on the usual ones."""

    branch = models.OneToOneField(OrgUnit, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("lịch nhắc nộp báo cáo")
        verbose_name_plural = _("lịch nhắc nộp báo cáo")

    def __str__(self) -> str:
        return f"{self.branch_id}"


@keeps_history()
class ReminderDay(models.Model):
    """So many days before the last day units are reminded; below zero, after it."""

    setting = models.ForeignKey(ReminderSetting, on_delete=models.CASCADE, related_name="days")
    days = models.SmallIntegerField(_("số ngày trước hạn"))

    class Meta:
        verbose_name = _("ngày nhắc")
        verbose_name_plural = _("ngày nhắc")
        ordering = ["setting", "-days"]
        constraints = [models.UniqueConstraint(fields=["setting", "days"], name="reminderday_once")]

    def __str__(self) -> str:
        return f"{self.days}"


@append_only
class SentReminder(models.Model):
    """Somebody was reminded of a report: once for each day of the rhythm and last day.

    ``days`` is the day of the rhythm that was reached. Without ``by_mail`` it stands on the
    person's first page alone.
    """

    rule = models.ForeignKey(ReportingRule, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("kỳ báo cáo"), max_length=10)
    last_day = models.DateField(_("ngày cuối"))
    days = models.SmallIntegerField(_("số ngày trước hạn"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("ngày nhắc"))
    by_mail = models.BooleanField(_("gửi thư điện tử"))

    class Meta:
        verbose_name = _("lần nhắc")
        verbose_name_plural = _("lần nhắc")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "unit", "period", "last_day", "days", "user"],
                name="sentreminder_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.unit_id} {self.period} {self.days}"


@keeps_history(personal=("nonce",))
class CalendarFeed(models.Model):
    """The secret address under which a phone reads a unit's last days.

    The address follows from ``nonce`` and the key of the installation and is kept nowhere; a new
    nonce makes the old address worthless.
    """

    unit = models.OneToOneField(OrgUnit, on_delete=models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=32)
    made_at = models.DateTimeField(_("tạo lúc"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("hủy lúc"), null=True)

    class Meta:
        verbose_name = _("lịch hạn báo cáo của đơn vị")
        verbose_name_plural = _("lịch hạn báo cáo của đơn vị")

    def __str__(self) -> str:
        return f"{self.unit_id}"
