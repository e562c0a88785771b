"""Task groups, tasks, and who is assigned what, as the plan states them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.programme.elements.models import ElementRow, month_day
from songhanh.programme.tasks.enums import AssignedRole, TaskPart


@keeps_history()
class TaskGroup(ElementRow):
    """A titled group of tasks; the title is the element's text."""

    parent_title = models.TextField(_("thuộc"), blank=True)

    class Meta(ElementRow.Meta):
        verbose_name = _("nhóm nhiệm vụ, giải pháp")
        verbose_name_plural = _("nhóm nhiệm vụ, giải pháp")


@keeps_history()
class Task(ElementRow):
    """What someone must do; the group is the element's parent.

    A printed day is either a date or a day of every year (MM-DD).
    """

    label = models.CharField(_("ký hiệu"), max_length=20, blank=True)
    part = models.CharField(_("phần"), max_length=12, choices=TaskPart, blank=True)
    lead = models.TextField(_("chủ trì"), blank=True)
    partners = models.TextField(_("phối hợp"), blank=True)
    time_words = models.TextField(_("thời gian"), blank=True)
    product = models.TextField(_("sản phẩm, kết quả"), blank=True)
    starts_on = models.DateField(_("từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("đến ngày"), null=True, blank=True)
    starts_every = models.CharField(
        _("từ ngày hằng năm"), max_length=5, blank=True, validators=[month_day]
    )
    ends_every = models.CharField(
        _("đến ngày hằng năm"), max_length=5, blank=True, validators=[month_day]
    )

    class Meta(ElementRow.Meta):
        verbose_name = _("nhiệm vụ")
        verbose_name_plural = _("nhiệm vụ")


@keeps_history()
class Assignment(ElementRow):
    """An agency or class with its role and duties; the agency line is the element's text."""

    role = models.CharField(_("vai trò"), max_length=12, choices=AssignedRole, blank=True)
    role_words = models.CharField(_("từ chỉ vai trò"), max_length=120, blank=True)
    heading = models.TextField(_("tiêu đề mục"), blank=True)
    is_reporting_item = models.BooleanField(_("mục về báo cáo"), default=False)

    class Meta(ElementRow.Meta):
        verbose_name = _("phân công")
        verbose_name_plural = _("phân công")


@keeps_history()
class AssignmentAgency(models.Model):
    """One body of an agency line, or a partner named inside the duties."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="agencies")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("cơ quan, đơn vị"), max_length=500)
    partner = models.BooleanField(_("đơn vị phối hợp"), default=False)

    class Meta:
        verbose_name = _("cơ quan được phân công")
        verbose_name_plural = _("cơ quan được phân công")
        ordering = ["assignment", "partner", "position"]

    def __str__(self) -> str:
        return self.text


@keeps_history()
class Duty(ElementRow):
    """One action under an agency in the section on organisation; the parent is the assignment."""

    label = models.CharField(_("ký hiệu"), max_length=20, blank=True)
    role = models.CharField(_("vai trò"), max_length=12, choices=AssignedRole, blank=True)

    class Meta(ElementRow.Meta):
        verbose_name = _("nhiệm vụ được giao")
        verbose_name_plural = _("nhiệm vụ được giao")
