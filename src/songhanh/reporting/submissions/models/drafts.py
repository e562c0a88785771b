"""A submission, and what its unit works on; both keep a history."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.engines.counting import Period, parse_period
from songhanh.foundation.lib.triggers import closed_when, keeps_history
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.reporting.submissions.enums import EDITABLE, SubmissionKind, SubmissionState
from songhanh.reporting.submissions.models.rows import FigureRow, TextRow

OF_APPROVED = (
    "EXISTS (SELECT 1 FROM submissions_submission s"
    " WHERE s.id = {row}.submission_id AND s.state = 'approved')"
)
"""Rows of an approved submission, for ``closed_when``."""


@closed_when("{row}.state = 'approved'", verbs=("update", "delete"))
@keeps_history()
class Submission(models.Model):
    """What meets one obligation: one report per rule, unit and period, perhaps with a supplement.

    ``saves`` counts the changes and guards against two people sending at once. ``versions`` is the
    number of the newest snapshot; 0 means that nothing was submitted yet. ``awaits`` is the unit of
    the route whose turn it is; None is whoever leads the branch. Once approved it is closed, by the
    database itself.
    """

    plan = models.ForeignKey(
        PlanDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("kế hoạch")
    )
    rule = models.ForeignKey(
        ReportingRule, on_delete=models.PROTECT, related_name="+", verbose_name=_("chế độ báo cáo")
    )
    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    period = models.CharField(_("kỳ báo cáo"), max_length=10)
    kind = models.CharField(
        _("loại"), max_length=10, choices=SubmissionKind, default=SubmissionKind.MAIN
    )
    state = models.CharField(
        _("tình trạng"),
        max_length=10,
        choices=SubmissionState,
        default=SubmissionState.DRAFT,
    )
    saves = models.PositiveIntegerField(default=0)
    versions = models.PositiveIntegerField(_("số bản đã nộp"), default=0)
    level = models.PositiveSmallIntegerField(_("số cấp đã đồng ý"), default=0)
    awaits = models.ForeignKey(
        OrgUnit,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("chờ đơn vị"),
    )
    created_at = models.DateTimeField(_("lập lúc"))
    changed_at = models.DateTimeField(_("thay đổi lúc"))

    class Meta:
        verbose_name = _("báo cáo đã nộp")
        verbose_name_plural = _("báo cáo đã nộp")
        ordering = ["-changed_at", "pk"]
        indexes = [
            models.Index(fields=["unit", "state"], name="submission_unit"),
            models.Index(fields=["plan", "period"], name="submission_period"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "unit", "period", "kind"], name="submission_once_per_obligation"
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.DRAFT, versions=0)
                | ~Q(state=SubmissionState.DRAFT) & Q(versions__gte=1),
                name="submission_submitted_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.unit_id} {self.period}"

    @property
    def is_editable(self) -> bool:
        """Whether the unit may work on it."""
        return self.state in EDITABLE

    @property
    def is_supplement(self) -> bool:
        """Whether it tells only what happened after the report's day."""
        return self.kind == SubmissionKind.SUPPLEMENT

    @property
    def period_value(self) -> Period:
        """The period as a value."""
        return parse_period(self.period)


@closed_when(OF_APPROVED)
@keeps_history()
class DraftText(TextRow):
    """A part of the text as the unit has it now. ``version`` counts its changes."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="texts")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(_("thay đổi lúc"), null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("lời văn đang soạn")
        verbose_name_plural = _("lời văn đang soạn")
        constraints = [
            models.UniqueConstraint(fields=["submission", "section"], name="drafttext_once")
        ]


@closed_when(OF_APPROVED)
@keeps_history()
class DraftExplanation(models.Model):
    """The unit's own number for a figure, with the reason; the counted one stays beside it.

    ``version`` counts its changes.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="explanations"
    )
    key = models.CharField(max_length=120)
    value = models.DecimalField(
        _("số liệu của đơn vị"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    reason = models.TextField(_("lý do"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("giải trình số liệu")
        verbose_name_plural = _("giải trình số liệu")
        constraints = [
            models.UniqueConstraint(fields=["submission", "key"], name="draftexplanation_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="draftexplanation_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


class Filling(models.Model):
    """What a draft's figures were filled from, so that opening it again need not count anew.

    Derived: it holds while nothing new is known (``filling.is_fresh``) and is made again otherwise.
    What is owed until when, over which levels and with which parts of the text (their headings)
    stands here too, from where figures added up below were ``brought``, and the names and keys of
    the ended units whose work the figures of volume tell besides (``takes_over``). ``unit_ids`` are
    the units whose entries may stand behind the figures; the marks say how many entries and state
    rows these had. ``previous`` is the report whose values stand beside. ``definitions`` are those
    the targets were counted by, in canonical words: long, and read only when the draft is frozen.
    """

    submission = models.OneToOneField(
        Submission, on_delete=models.CASCADE, related_name="filling", primary_key=True
    )
    as_of = models.DateField(_("tính đến ngày"))
    until = models.DateField(_("ước đến ngày"))
    filled_at = models.DateTimeField(_("điền lúc"))
    unit_name = models.CharField(_("đơn vị"), max_length=250)
    is_owed = models.BooleanField(default=True)
    last_day = models.DateField(_("hạn nộp"), null=True)
    is_waived = models.BooleanField(default=False)
    via = models.CharField(_("gửi qua"), max_length=500, blank=True)
    addressees = models.JSONField(default=list)
    route = models.JSONField(default=list)
    sections = models.JSONField(default=dict)
    drawn = models.JSONField(default=dict)
    definitions = models.JSONField(default=list)
    brought = models.CharField(_("số liệu tổng hợp lấy từ"), max_length=500, blank=True)
    takes_over = models.JSONField(default=list)
    takes_over_ids = models.JSONField(default=list)
    unit_ids = models.JSONField(default=list)
    entry_mark = models.BigIntegerField(default=0)
    state_mark = models.BigIntegerField(default=0)
    previous = models.ForeignKey(
        "submissions.Snapshot", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("số liệu điền sẵn")
        verbose_name_plural = _("số liệu điền sẵn")

    def __str__(self) -> str:
        return f"{self.submission_id} {self.as_of}"

    @property
    def takes_over_text(self) -> str:
        """The ended units whose work is told besides, in one line; empty without any."""
        return ", ".join(self.takes_over)


class DraftFigure(FigureRow):
    """A figure of a draft as it was filled in, with its value in the report before.

    ``entries`` are the keys of the ledger entries behind the value.
    """

    filling = models.ForeignKey(Filling, on_delete=models.CASCADE, related_name="figures")
    last_value = models.DecimalField(_("kỳ trước"), max_digits=18, decimal_places=4, null=True)
    entries = models.JSONField(default=list)

    class Meta:
        verbose_name = _("số liệu đang soạn")
        verbose_name_plural = _("số liệu đang soạn")
        ordering = ["filling", "position"]
        constraints = [models.UniqueConstraint(fields=["filling", "key"], name="draftfigure_once")]
