"""What was added up from units below and stands in a report; as long as it may, it may change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import closed_when, keeps_history
from songhanh.reporting.submissions.models.drafts import OF_APPROVED, Submission
from songhanh.reporting.submissions.models.rows import FigureRow


@closed_when(OF_APPROVED)
@keeps_history()
class Brought(models.Model):
    """Which frozen round a report tells of: in words, and by its seal.

    With ``adds_own`` the unit's own work counts besides.
    """

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="brought")
    source = models.CharField(_("lấy từ"), max_length=500)
    digest = models.CharField(_("mã bản chốt"), max_length=64)
    adds_own = models.BooleanField(_("cộng việc của chính đơn vị"))
    brought_at = models.DateTimeField(_("đưa vào lúc"))

    class Meta:
        verbose_name = _("số liệu tổng hợp đưa vào báo cáo")
        verbose_name_plural = _("số liệu tổng hợp đưa vào báo cáo")

    def __str__(self) -> str:
        return f"{self.submission_id} {self.source}"


@closed_when(OF_APPROVED)
@keeps_history()
class BroughtFigure(FigureRow):
    """A figure of the round, as it was frozen there."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="brought_figures"
    )

    class Meta:
        verbose_name = _("số liệu được tổng hợp")
        verbose_name_plural = _("số liệu được tổng hợp")
        ordering = ["submission", "position"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "key"], name="broughtfigure_once")
        ]
