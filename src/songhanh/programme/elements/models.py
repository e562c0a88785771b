"""A plan's elements. The plan itself stands in ``plans``, above: here it is named by its label.

Every typed row (target, task, reporting rule …) hangs on one element, which carries the text, the
place in the source and the state of review. An element that was removed keeps its rows: what the
reader proposed and who took it out can be seen later.
"""

from datetime import date

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.programme.elements.enums import ElementKind, ElementState, IssuingLevel, Relation
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import OrgUnit

month_day = RegexValidator(
    r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    _("Ngày trong năm viết dạng tháng-ngày, ví dụ 11-30 là ngày 30 tháng 11."),
)
"""A day that comes back every year, written MM-DD as in the contracts."""


class PlanHeader(models.Model):
    """What a plan says of itself, before its elements. Years are null where the text has none."""

    code = models.CharField(_("mã kế hoạch"), max_length=80, unique=True)
    issuer = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị ban hành")
    )
    doc_type = models.CharField(_("loại văn bản"), max_length=60, blank=True)
    title = models.TextField(_("trích yếu"))
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    issue_place = models.CharField(_("nơi ban hành"), max_length=120, blank=True)
    issue_year = models.PositiveSmallIntegerField(_("năm ban hành"), null=True, blank=True)
    issuing_level = models.CharField(_("cấp ban hành"), max_length=25, choices=IssuingLevel)
    issuer_words = models.CharField(
        _("cơ quan ban hành như trong văn bản"), max_length=300, blank=True
    )
    period_from = models.PositiveSmallIntegerField(_("từ năm"), null=True, blank=True)
    period_to = models.PositiveSmallIntegerField(_("đến năm"), null=True, blank=True)
    period_from_inferred = models.PositiveSmallIntegerField(
        _("từ năm (suy ra)"), null=True, blank=True
    )
    signatory_authority = models.CharField(_("thẩm quyền ký"), max_length=120, blank=True)
    signatory_title = models.CharField(_("chức vụ người ký"), max_length=200, blank=True)
    signatory_name = models.CharField(_("người ký"), max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def first_year(self) -> int | None:
        """First year of the plan (counting rules, "Years of a plan"); None is open."""
        issued = self.issued_on.year if self.issued_on else self.issue_year
        return self.period_from or self.period_from_inferred or issued

    @property
    def last_year(self) -> int | None:
        """Last year of the plan; None is open."""
        return self.period_to


@keeps_history()
class PlanElement(models.Model):
    """One thing a plan says, with its place in the text.

    ``ordinal`` is the path of printed numbers; ``key`` makes it unique within the plan and kind
    (``II.1``, and ``II.1#2`` where a number is printed twice). ``certainty`` (0–1) and ``rule``
    come from the reader and are empty for what an officer added by hand. ``version`` counts the
    changes: two people who edit the same element do not overwrite each other.

    A decision may amend a published plan from a day on. The element itself then takes the new words
    and keeps its identity; a copy with ``past_of`` keeps the words that held until ``valid_to``
    (the first day they no longer hold) and is removed from every page that knows no day.
    """

    plan = models.ForeignKey(
        "plans.PlanDocument", on_delete=models.CASCADE, related_name="elements"
    )
    kind = models.CharField(_("loại"), max_length=20, choices=ElementKind)
    ordinal = models.CharField(_("số thứ tự"), max_length=60, blank=True)
    key = models.CharField(max_length=80)
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField()
    text = models.TextField(_("nội dung"))
    certainty = models.DecimalField(_("độ chắc chắn"), max_digits=4, decimal_places=3, null=True)
    rule = models.CharField(max_length=80, blank=True)
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=ElementState, default=ElementState.PROPOSED
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    by_hand = models.BooleanField(_("nhập tay"), default=False)
    past_of = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="past_wordings"
    )
    valid_from = models.DateField(_("có hiệu lực từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("hết hiệu lực từ ngày"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("yếu tố kế hoạch")
        verbose_name_plural = _("yếu tố kế hoạch")
        ordering = ["plan", "position"]
        indexes = [models.Index(fields=["plan", "kind", "state"], name="planelement_review")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "key"],
                condition=Q(past_of__isnull=True),
                name="planelement_key",
            ),
            models.CheckConstraint(
                condition=Q(past_of__isnull=True)
                | Q(state=ElementState.REMOVED, valid_to__isnull=False),
                name="planelement_past_has_its_end",
            ),
            models.CheckConstraint(
                condition=Q(certainty__isnull=True) | Q(certainty__gte=0, certainty__lte=1),
                name="planelement_certainty_is_a_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.text[:60]}"

    @property
    def anchor(self) -> str:
        """Its id on a page. Text, because pages write numbers with separators."""
        return f"e{self.pk}"

    @property
    def identity(self) -> int:
        """The element it is, in whichever words: a former wording gives the key of today's."""
        return self.past_of_id or int(self.pk)

    def holds_on(self, day: date) -> bool:
        """Whether its words hold on a day; of an element nobody amended, on every day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


@keeps_history()
class SourceSpan(models.Model):
    """Lines (from 1, both inside) and characters (from 0, half-open) an element comes from."""

    element = models.ForeignKey(PlanElement, on_delete=models.CASCADE, related_name="spans")
    line_from = models.PositiveIntegerField()
    line_to = models.PositiveIntegerField()
    char_from = models.PositiveIntegerField(null=True)
    char_to = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("vị trí trong văn bản")
        verbose_name_plural = _("vị trí trong văn bản")
        ordering = ["element", "line_from", "char_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(line_from__lte=F("line_to")), name="sourcespan_lines_in_order"
            ),
            models.CheckConstraint(
                condition=Q(char_from__isnull=True, char_to__isnull=True)
                | Q(char_from__lte=F("char_to")),
                name="sourcespan_characters_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_from}–{self.line_to}"


class ElementRow(models.Model):
    """Base of the typed rows: exactly one per element of its kind, in the order of the plan."""

    element = models.OneToOneField(PlanElement, on_delete=models.CASCADE, related_name="%(class)s")

    class Meta:
        abstract = True
        ordering = ["element__plan", "element__position"]

    def __str__(self) -> str:
        return str(self.element)


class ChosenUnits(models.Model):
    """Which units are meant: a class by its name, or kinds and codes listed in parts below it."""

    class_name = models.CharField(_("nhóm đơn vị"), max_length=250, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.class_name or f"{self._meta.verbose_name} {self.pk}"


class ChosenPart(models.Model):
    """A kind of units, or the code of one unit."""

    kind = models.CharField(_("loại"), max_length=20, choices=UnitKind, blank=True)
    code = models.CharField(_("mã"), max_length=40, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="") & ~Q(code="")) | (~Q(kind="") & Q(code="")),
                name="%(class)s_kind_or_code",
            )
        ]

    def __str__(self) -> str:
        return self.kind or self.code


@keeps_history()
class LegalReference(ElementRow):
    """A document the plan rests on.

    ``printed_date`` is ISO-shaped text, because a printed day may not exist (30/02); the correction
    stands beside it and never replaces it.
    """

    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    number_probable = models.CharField(_("số, ký hiệu có lẽ đúng"), max_length=80, blank=True)
    doc_type = models.CharField(_("loại văn bản"), max_length=60, blank=True)
    printed_date = models.CharField(_("ngày như trong văn bản"), max_length=10, blank=True)
    corrected_on = models.DateField(_("ngày đề nghị sửa thành"), null=True, blank=True)
    issuer_words = models.CharField(_("cơ quan ban hành"), max_length=300, blank=True)
    title = models.TextField(_("nội dung văn bản"), blank=True)
    relation = models.CharField(_("quan hệ"), max_length=20, choices=Relation)

    class Meta(ElementRow.Meta):
        verbose_name = _("căn cứ pháp lý")
        verbose_name_plural = _("căn cứ pháp lý")


@keeps_history()
class Recipient(ElementRow):
    """One line of "Nơi nhận"; the archive line is one of them."""

    purpose = models.CharField(_("mục đích"), max_length=20, blank=True)
    archive = models.BooleanField(_("dòng lưu"), default=False)

    class Meta(ElementRow.Meta):
        verbose_name = _("nơi nhận")
        verbose_name_plural = _("nơi nhận")
