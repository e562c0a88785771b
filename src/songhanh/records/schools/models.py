"""A school, and one thing it did about gender equality. Pupils are counted, never named."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.recording.models import Record
from songhanh.registry.calendar.models import month_day
from songhanh.registry.orgunits.models import OrgUnit


class SchoolLevel(models.TextChoices):
    """Levels of school and vocational institution."""

    KINDERGARTEN = "kindergarten", _("mầm non")
    PRIMARY = "primary", _("tiểu học")
    LOWER_SECONDARY = "lower_secondary", _("trung học cơ sở")
    UPPER_SECONDARY = "upper_secondary", _("trung học phổ thông")
    SEVERAL = "several", _("nhiều cấp học")
    CONTINUING = "continuing", _("giáo dục thường xuyên")
    VOCATIONAL = "vocational", _("giáo dục nghề nghiệp")
    HIGHER = "higher", _("đại học, cao đẳng")


@keeps_history()
class School(Record):
    """A school (cơ sở giáo dục), kept by itself or by the commune it stands in.

    ``year_begins`` and ``year_ends`` are MM-DD, both inside; the school year crosses the new year.
    """

    level = models.CharField(_("cấp học"), max_length=16, choices=SchoolLevel)
    commune = models.ForeignKey(
        OrgUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("xã, phường nơi trường đóng"),
    )
    opened_on = models.DateField(_("ghi từ ngày"))
    closed_on = models.DateField(_("sáp nhập, giải thể ngày"), null=True, blank=True)
    male = models.PositiveIntegerField(_("học sinh nam"), null=True, blank=True)
    female = models.PositiveIntegerField(_("học sinh nữ"), null=True, blank=True)
    year_begins = models.CharField(
        _("năm học bắt đầu"),
        max_length=5,
        default="09-05",
        validators=[month_day],
        help_text=_("Viết dạng tháng-ngày, ví dụ 09-05 là ngày 5 tháng 9."),
    )
    year_ends = models.CharField(
        _("năm học kết thúc"),
        max_length=5,
        default="05-31",
        validators=[month_day],
        help_text=_("Viết dạng tháng-ngày, ví dụ 05-31 là ngày 31 tháng 5 năm sau."),
    )

    class Meta:
        verbose_name = _("trường học")
        verbose_name_plural = _("trường học")
        indexes = [models.Index(fields=["unit", "opened_on"], name="school_unit_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="school_days_in_order",
            )
        ]


class SchoolWork(models.TextChoices):
    """What a school does, and how often it is looked for: monthly, weekly, or as it comes."""

    LESSON = "lesson", _("lồng ghép trong giảng dạy")
    EXTRACURRICULAR = "extracurricular", _("hoạt động ngoại khóa hằng tháng")
    FLAG_SALUTE = "flag_salute", _("sinh hoạt dưới cờ hằng tuần")
    COURSE_START = "course_start", _("sinh hoạt chính trị đầu khóa")
    CURRICULUM = "curriculum", _("đưa vào chương trình đào tạo nghề")
    CONTEST = "contest", _("cuộc thi, trắc nghiệm")
    PARENTS = "parents", _("họp cha mẹ học sinh")
    OTHER = "other", _("hoạt động khác")


@keeps_history()
class SchoolActivity(Record):
    """One thing a school did on one day (hoạt động trong nhà trường)."""

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="activities", verbose_name=_("trường")
    )
    work = models.CharField(_("loại hoạt động"), max_length=16, choices=SchoolWork)
    held_on = models.DateField(_("ngày tổ chức"))
    subject = models.CharField(
        _("môn học, nội dung"), max_length=200, blank=True, help_text=_("Ví dụ: Giáo dục công dân.")
    )
    topics = models.CharField(_("chủ đề"), max_length=300, blank=True)
    classes = models.CharField(
        _("khối, lớp"), max_length=120, blank=True, help_text=_("Ví dụ: khối 8, lớp 9A đến 9C.")
    )
    male = models.PositiveIntegerField(_("học sinh nam dự"), null=True, blank=True)
    female = models.PositiveIntegerField(_("học sinh nữ dự"), null=True, blank=True)
    note = models.TextField(
        _("ghi chú"), max_length=1000, blank=True, help_text=_("Không ghi họ tên học sinh.")
    )

    class Meta:
        verbose_name = _("hoạt động trong nhà trường")
        verbose_name_plural = _("hoạt động trong nhà trường")
        indexes = [
            models.Index(fields=["unit", "held_on"], name="schoolactivity_unit_day"),
            models.Index(fields=["school", "held_on"], name="schoolactivity_school_day"),
        ]
