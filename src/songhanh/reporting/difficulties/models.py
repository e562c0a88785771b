"""A difficulty, the steps of its life (append-only), and the way difficulties of a plan go."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only, keeps_history
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.reporting.difficulties.enums import DifficultyState, StepKind, Subject, Urgency


@keeps_history()
class EscalationRoute(models.Model):
    """The way difficulties of a plan go: through whom, to whom, on what condition.

    The words are those of the plan's own sentence; a lead officer may correct them. A plan without
    a row goes by the sentence the reader finds, else by the way of its reports.
    """

    plan = models.OneToOneField(
        PlanDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("kế hoạch")
    )
    via = models.CharField(_("qua cơ quan"), max_length=500, blank=True)
    addressee = models.CharField(_("nơi giải quyết"), max_length=500)
    only_beyond_authority = models.BooleanField(_("chỉ khi vượt thẩm quyền"), default=False)
    sentence = models.TextField(_("câu trong kế hoạch"), blank=True)

    class Meta:
        verbose_name = _("đường đi của khó khăn, vướng mắc")
        verbose_name_plural = _("đường đi của khó khăn, vướng mắc")

    def __str__(self) -> str:
        return " → ".join(part for part in (self.via, self.addressee) if part)


@keeps_history()
class Difficulty(models.Model):
    """What hinders a unit, and what it proposes (khó khăn, vướng mắc, kiến nghị).

    ``holder`` is the office that has to answer now. ``same_as`` is the one it was joined with:
    what is answered there is answered here. State and days follow from the steps; the state is kept
    here for lists.
    """

    plan = models.ForeignKey(
        PlanDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("kế hoạch")
    )
    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    element = models.ForeignKey(
        PlanElement,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("chỉ tiêu, nhiệm vụ"),
    )
    subject = models.CharField(_("về việc"), max_length=12, choices=Subject)
    text = models.TextField(_("khó khăn, vướng mắc"))
    proposal = models.TextField(_("kiến nghị, đề xuất"), blank=True)
    folded = models.TextField(editable=False)
    beyond_authority = models.BooleanField(_("vượt thẩm quyền của đơn vị"), default=False)
    urgency = models.CharField(_("mức độ"), max_length=8, choices=Urgency, default=Urgency.NORMAL)
    state = models.CharField(
        _("tình trạng"), max_length=8, choices=DifficultyState, default=DifficultyState.OPEN
    )
    holder = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("nơi đang giải quyết")
    )
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="joined")
    sent_at = models.DateTimeField(_("gửi lúc"))
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True)

    class Meta:
        verbose_name = _("khó khăn, vướng mắc")
        verbose_name_plural = _("khó khăn, vướng mắc")
        ordering = ["-sent_at", "pk"]
        indexes = [
            models.Index(fields=["unit", "state"], name="difficulty_unit"),
            models.Index(fields=["holder", "state"], name="difficulty_holder"),
            models.Index(fields=["plan", "sent_at"], name="difficulty_plan"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="difficulty_says_something"),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("id")),
                name="difficulty_not_its_own_double",
            ),
            models.CheckConstraint(
                condition=~Q(state=DifficultyState.CLOSED) | Q(closed_at__isnull=False),
                name="difficulty_closed_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == DifficultyState.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether nothing more can happen to it."""
        return self.state == DifficultyState.CLOSED


@append_only
class DifficultyStep(models.Model):
    """One step: from which office to which, with what words; never changed afterwards.

    ``due_on`` is the day by which the answer promises that something is done.
    """

    difficulty = models.ForeignKey(Difficulty, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("việc"), max_length=10, choices=StepKind)
    from_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="+")
    to_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("nội dung"), blank=True)
    due_on = models.DateField(_("làm xong trước hết ngày"), null=True)
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    happened_at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("bước giải quyết khó khăn")
        verbose_name_plural = _("bước giải quyết khó khăn")
        ordering = ["difficulty", "happened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=[StepKind.ANSWERED, StepKind.REOPENED]) | ~Q(text=""),
                name="difficultystep_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.difficulty_id} {self.kind}"


@append_only
class DifficultyFile(models.Model):
    """A photo or PDF file handed in with a step; a photo without its place and camera."""

    step = models.ForeignKey(DifficultyStep, on_delete=models.PROTECT, related_name="files")
    file_key = models.CharField(max_length=120)
    file_name = models.CharField(_("tên tệp"), max_length=200)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(_("dung lượng"))

    class Meta:
        verbose_name = _("tệp kèm theo khó khăn")
        verbose_name_plural = _("tệp kèm theo khó khăn")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "file_key"], name="difficultyfile_once_per_step"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
