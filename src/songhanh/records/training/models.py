"""A course, its class days, and how many of which kind of person were trained."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.recording.models import Record


@keeps_history()
class Course(Record):
    """A course (lớp tập huấn, bồi dưỡng) of the unit that organises it."""

    topics = models.CharField(_("chủ đề"), max_length=300)
    starts_on = models.DateField(_("khai giảng ngày"))
    hours = models.DecimalField(
        _("số giờ học"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    documents = models.TextField(_("tài liệu"), max_length=2000, blank=True)
    cost_vnd = models.DecimalField(
        _("kinh phí (đồng)"), max_digits=17, decimal_places=2, null=True, blank=True
    )
    fund_source = models.CharField(_("nguồn kinh phí"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("lớp tập huấn, bồi dưỡng")
        verbose_name_plural = _("lớp tập huấn, bồi dưỡng")
        indexes = [models.Index(fields=["unit", "starts_on"], name="course_unit_day")]


class Presence(models.TextChoices):
    """Whether people sat in one room."""

    ON_SITE = "on_site", _("trực tiếp")
    ONLINE = "online", _("trực tuyến")


@keeps_history()
class ClassDay(Record):
    """One day or half-day of a course (buổi học)."""

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="days", verbose_name=_("lớp")
    )
    held_on = models.DateField(_("ngày học"))
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    trainer = models.CharField(_("báo cáo viên, giảng viên"), max_length=160, blank=True)
    presence = models.CharField(
        _("cách học"), max_length=8, choices=Presence, default=Presence.ON_SITE
    )

    class Meta:
        verbose_name = _("buổi học")
        verbose_name_plural = _("buổi học")
        indexes = [models.Index(fields=["unit", "held_on"], name="classday_unit_day")]


@keeps_history()
class TraineeCount(Record):
    """How many people of one kind finished a course, and how they did in its tests."""

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="trainees", verbose_name=_("lớp")
    )
    counted_on = models.DateField(_("ngày tổng kết lớp"))
    kind_of_person = models.CharField(_("lực lượng, người học"), max_length=40)
    from_unit = models.CharField(_("của đơn vị"), max_length=200, blank=True)
    male = models.PositiveIntegerField(_("nam"), null=True, blank=True)
    female = models.PositiveIntegerField(_("nữ"), null=True, blank=True)
    tested = models.PositiveIntegerField(
        _("số người làm cả hai bài kiểm tra"), null=True, blank=True
    )
    before = models.DecimalField(
        _("điểm trung bình trước (0–100)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    after = models.DecimalField(
        _("điểm trung bình sau (0–100)"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("người học của lớp")
        verbose_name_plural = _("người học của lớp")
        constraints = [
            models.CheckConstraint(
                condition=(Q(before__isnull=True) | Q(before__lte=100))
                & (Q(after__isnull=True) | Q(after__lte=100)),
                name="traineecount_scores_up_to_100",
            ),
            models.CheckConstraint(
                condition=Q(tested__isnull=True)
                | Q(male__isnull=True)
                | Q(female__isnull=True)
                | Q(tested__lte=F("male") + F("female")),
                name="traineecount_tested_among_trained",
            ),
        ]
