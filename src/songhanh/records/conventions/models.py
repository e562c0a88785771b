"""A village's convention, and what happens to it afterwards.

A convention is entered once, as it stood then. A new text, a review, another state are steps of
their own, each with its day, its evidence and its acceptance: what was true before stays true.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.conventions.enums import ConventionType, Happening, State
from songhanh.records.recording.models import Record


@keeps_history()
class Convention(Record):
    """The residents' rules of a village (hương ước, quy ước); the unit is its commune."""

    type = models.CharField(
        _("loại"), max_length=10, choices=ConventionType, blank=True, default=""
    )
    state = models.CharField(_("tình trạng"), max_length=12, choices=State)
    state_on = models.DateField(_("có tình trạng này từ ngày"), null=True, blank=True)
    adopted_on = models.DateField(_("ngày cộng đồng thông qua"), null=True, blank=True)
    number = models.CharField(_("số quyết định công nhận"), max_length=60, blank=True)
    text_on = models.DateField(
        _("ngày của văn bản hiện hành"),
        null=True,
        blank=True,
        help_text=_("Văn bản sửa đổi sau lần rà soát gần nhất cần được rà soát lại."),
    )
    reviewed_on = models.DateField(_("ngày rà soát gần nhất"), null=True, blank=True)
    discriminating = models.BooleanField(
        _("còn điều khoản phân biệt đối xử về giới?"), null=True, blank=True
    )
    has_equality_clause = models.BooleanField(
        _("có điều khoản về bình đẳng giới?"), null=True, blank=True
    )
    clauses = models.TextField(_("điều khoản cần sửa, kiến nghị"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("hương ước, quy ước")
        verbose_name_plural = _("hương ước, quy ước")
        indexes = [models.Index(fields=["unit", "standing"], name="convention_unit")]


@keeps_history()
class ConventionStep(Record):
    """Something that happened to a convention: a new text, a review, another state."""

    convention = models.ForeignKey(
        Convention,
        on_delete=models.PROTECT,
        related_name="steps",
        verbose_name=_("hương ước, quy ước"),
    )
    what = models.CharField(_("việc"), max_length=8, choices=Happening)
    happened_on = models.DateField(_("ngày"))
    state = models.CharField(
        _("tình trạng mới"),
        max_length=12,
        choices=State,
        blank=True,
        help_text=_("Chỉ điền khi đổi tình trạng."),
    )
    number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    discriminating = models.BooleanField(
        _("còn điều khoản phân biệt đối xử về giới?"),
        null=True,
        blank=True,
        help_text=_("Kết luận của lần rà soát; chưa kết luận thì để trống."),
    )
    reviewer = models.CharField(_("người, cơ quan rà soát"), max_length=160, blank=True)
    clauses = models.TextField(_("điều khoản cũ, kiến nghị sửa"), max_length=4000, blank=True)
    new_clauses = models.TextField(_("điều khoản mới"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("diễn biến của hương ước, quy ước")
        verbose_name_plural = _("diễn biến của hương ước, quy ước")
        indexes = [models.Index(fields=["unit", "happened_on"], name="conventionstep_unit")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(what=Happening.STATE) & ~Q(state=""))
                | (~Q(what=Happening.STATE) & Q(state="")),
                name="conventionstep_state_when_it_changes",
            )
        ]
