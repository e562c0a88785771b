"""Entered figures as append-only rows: a correction is a new row that replaces the one before.

So a figure as known on a past day is always there, and nothing is ever overwritten.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only
from songhanh.programme.plans.models import PlanDocument
from songhanh.records.figures.enums import RoundRole
from songhanh.registry.orgunits.models import OrgUnit


class EnteredFigure(models.Model):
    """One version of a figure somebody entered.

    ``external_id`` is its stable identity: the sender's own in a data package, a key made with the
    form otherwise; all versions of a figure share it. A ``withdrawn`` row takes the figure back.
    """

    external_id = models.CharField(_("mã"), max_length=200)
    withdrawn = models.BooleanField(_("đã rút"), default=False)
    reason = models.TextField(_("lý do"), blank=True)
    posted_at = models.DateTimeField(_("ghi lúc"))
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người ghi"),
        db_index=False,
    )
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("thay cho"),
    )
    replaces_id: int | None  # typed by hand: the plugin does not see "self" in an abstract model

    class Meta:
        abstract = True


@append_only
class SurveyEstimate(EnteredFigure):
    """The score of one group of people in one round of a survey, from 0 to 100.

    Without a plan it serves every plan (contract: data package).
    """

    plan = models.ForeignKey(
        PlanDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kế hoạch"),
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    role = models.CharField(_("lần khảo sát"), max_length=10, choices=RoundRole)
    questionnaire = models.CharField(
        _("bảng hỏi"),
        max_length=120,
        help_text=_("Tên hoặc mã bảng hỏi. Chỉ các lần dùng cùng bảng hỏi mới so được với nhau."),
    )
    group = models.CharField(_("nhóm người trả lời"), max_length=60)
    score = models.DecimalField(_("điểm (0 đến 100)"), max_digits=9, decimal_places=4)
    standard_error = models.DecimalField(
        _("sai số chuẩn"),
        max_digits=9,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Cần có ở cả hai lần để biết thay đổi có vượt sai số hay không."),
    )
    respondents = models.PositiveIntegerField(_("số người trả lời"), null=True, blank=True)

    class Meta:
        verbose_name = _("kết quả khảo sát")
        verbose_name_plural = _("kết quả khảo sát")
        constraints = [
            models.UniqueConstraint(
                fields=["external_id"],
                condition=Q(replaces=None),
                name="surveyestimate_entered_once",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=100), name="surveyestimate_score_0_to_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.year}, {self.questionnaire}"


@append_only
class TypedValue(EnteredFigure):
    """The value of a target that is not counted, of the whole plan or of one unit."""

    plan = models.ForeignKey(
        PlanDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("kế hoạch")
    )
    ordinal = models.CharField(_("chỉ tiêu"), max_length=60)
    year = models.PositiveSmallIntegerField(_("năm"))
    unit = models.ForeignKey(
        OrgUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("đơn vị"),
        help_text=_("Để trống là giá trị của cả kế hoạch; chỉ giá trị này được so với yêu cầu."),
    )
    value = models.DecimalField(_("giá trị"), max_digits=18, decimal_places=4)
    evidence = models.CharField(
        _("minh chứng"),
        max_length=500,
        blank=True,
        help_text=_("Số, ngày của văn bản hoặc đường dẫn tới nơi có số liệu này."),
    )
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("giá trị nhập tay")
        verbose_name_plural = _("giá trị nhập tay")
        indexes = [models.Index(fields=["plan", "ordinal", "year"], name="typedvalue_target_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["external_id"], condition=Q(replaces=None), name="typedvalue_entered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal}, {self.year}"
