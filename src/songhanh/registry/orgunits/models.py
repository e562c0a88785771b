"""Units: one identity, and everything else about them dated.

Official codes are reused (00004 was Phường Trúc Bạch until 30/06/2025 and is Phường Ba Đình since),
so a code means a unit only together with a day: look units up with the queries, never by code
alone.
Days of validity are both inside; empty is open.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only, keeps_history
from songhanh.registry.orgunits.enums import (
    AreaKind,
    FunctionKind,
    Hierarchy,
    SuccessionKind,
    UnitKind,
)


def _span_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_from__isnull=True)
        | Q(valid_to__isnull=True)
        | Q(valid_from__lte=F("valid_to")),
        name=name,
    )


class OrgUnit(models.Model):
    """A unit's identity. What it is called, what it is and where it stands are dated rows."""

    source = models.CharField(_("nguồn"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")

    def __str__(self) -> str:
        return f"unit {self.pk}"


@keeps_history()
class UnitVersion(models.Model):
    """Name, kind and code of a unit over a span of days. Spans of one unit never overlap."""

    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    code = models.CharField(_("mã"), max_length=40)
    name = models.CharField(_("tên"), max_length=250)
    folded_name = models.CharField(max_length=250)
    kind = models.CharField(_("loại"), max_length=20, choices=UnitKind)
    valid_from = models.DateField(_("hiệu lực từ"), null=True, blank=True)
    valid_to = models.DateField(_("hiệu lực đến"), null=True, blank=True)

    class Meta:
        verbose_name = _("tên, loại của đơn vị")
        verbose_name_plural = _("tên, loại của đơn vị")
        indexes = [
            models.Index(fields=["code", "valid_from"], name="unitversion_code"),
            models.Index(
                fields=["folded_name", "code", "valid_from", "valid_to"], name="unitversion_name"
            ),
            models.Index(fields=["kind", "valid_from", "valid_to"], name="unitversion_kind"),
            # Instead of the key's own index, with the kind at its end: the few bodies among a
            # province's villages are found without reading the villages.
            models.Index(
                fields=["unit", "valid_from", "valid_to", "kind"], name="unitversion_unit"
            ),
        ]
        constraints = [_span_in_order("unitversion_span_in_order")]

    def __str__(self) -> str:
        return self.name


@keeps_history()
class UnitRelation(models.Model):
    """The parent of a unit in one hierarchy over a span of days: at most one on any day."""

    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="parents", db_index=False
    )
    parent = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="children", db_index=False
    )
    hierarchy = models.CharField(max_length=20, choices=Hierarchy, default=Hierarchy.TERRITORY)
    basis = models.CharField(_("căn cứ"), max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("quan hệ trực thuộc")
        verbose_name_plural = _("quan hệ trực thuộc")
        indexes = [
            # Instead of the keys' own: all that a walk down the tree asks for is in the index.
            models.Index(
                fields=["parent", "hierarchy", "valid_from", "valid_to", "unit"],
                name="unitrelation_parent",
            ),
            models.Index(fields=["unit", "hierarchy"], name="unitrelation_unit"),
            # What ended is asked for whenever somebody's branch is, and most places never ended.
            models.Index(
                fields=["valid_to"],
                condition=Q(valid_to__isnull=False),
                name="unitrelation_ended",
            ),
        ]
        constraints = [
            _span_in_order("unitrelation_span_in_order"),
            models.CheckConstraint(
                condition=~Q(unit=F("parent")), name="unitrelation_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} → {self.parent_id}"


@keeps_history()
class UnitAlias(models.Model):
    """Another name, abbreviation or spelling of a unit."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="aliases")
    text = models.CharField(_("tên gọi khác"), max_length=250)
    folded = models.CharField(max_length=250, db_index=True)
    source = models.CharField(_("nguồn"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("tên gọi khác")
        verbose_name_plural = _("tên gọi khác")
        constraints = [
            models.UniqueConstraint(fields=["unit", "text"], name="unitalias_once_per_unit")
        ]

    def __str__(self) -> str:
        return self.text


@keeps_history()
class AreaFlag(models.Model):
    """A unit lies in an area of some kind, over a span of days."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="area_flags")
    kind = models.CharField(max_length=20, choices=AreaKind)
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("loại địa bàn")
        verbose_name_plural = _("loại địa bàn")
        constraints = [_span_in_order("areaflag_span_in_order")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind}"


@keeps_history()
class UnitFunction(models.Model):
    """A function a unit holds (standing_unit, press_direction …) over a span of days."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="functions")
    function = models.CharField(_("chức năng"), max_length=60)
    basis = models.CharField(_("căn cứ"), max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("chức năng của đơn vị")
        verbose_name_plural = _("chức năng của đơn vị")
        constraints = [_span_in_order("unitfunction_span_in_order")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.function}"

    @property
    def label(self) -> str:
        """The function in words; one of the installation's own is its own word."""
        known = self.function in FunctionKind.values
        return str(FunctionKind(self.function).label) if known else self.function


@keeps_history(personal=("name",))
class UnitHead(models.Model):
    """Who leads a unit, in which post, over a span of days."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="heads")
    name = models.CharField(_("họ và tên"), max_length=120)
    post = models.CharField(_("chức vụ"), max_length=120)
    basis = models.CharField(_("căn cứ"), max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("người đứng đầu")
        verbose_name_plural = _("người đứng đầu")
        constraints = [_span_in_order("unithead_span_in_order")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.post}"


@keeps_history(personal=("name",))
class Membership(models.Model):
    """Somebody sits in a committee: a person, a unit, or a person for a unit."""

    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="members", verbose_name=_("ban")
    )
    member = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="memberships", null=True
    )
    name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    post = models.CharField(_("chức danh"), max_length=120)
    basis = models.CharField(_("căn cứ"), max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("thành viên")
        verbose_name_plural = _("thành viên")
        constraints = [
            _span_in_order("membership_span_in_order"),
            models.CheckConstraint(
                condition=Q(member__isnull=False) | ~Q(name=""),
                name="membership_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.post}"


@append_only
class Succession(models.Model):
    """A unit continues another from a day on. Many to many; undone only by a counter-record.

    ``share`` is the part of the old unit that goes into the new (0–1); None for merge_part and
    split means that nobody has decided yet, elsewhere it means the whole.
    """

    old = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="successors")
    new = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="predecessors", null=True
    )
    on = models.DateField(_("từ ngày"), db_index=True)
    kind = models.CharField(_("hình thức"), max_length=20, choices=SuccessionKind)
    share = models.DecimalField(_("tỷ lệ"), max_digits=7, decimal_places=6, null=True)
    basis = models.CharField(_("căn cứ"), max_length=300, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )

    class Meta:
        verbose_name = _("kế thừa")
        verbose_name_plural = _("kế thừa")
        constraints = [
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=1),
                name="succession_share_is_a_part",
            ),
            models.CheckConstraint(
                condition=Q(new__isnull=False) | Q(kind=SuccessionKind.DISSOLVE),
                name="succession_only_dissolution_has_no_successor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id} {self.kind} {self.on}"


@keeps_history()
class UnitClass(models.Model):
    """A class of units as printed in plans ("các sở, ban, ngành"): a rule, expanded on a date."""

    name = models.CharField(_("tên nhóm"), max_length=250, unique=True)
    folded_name = models.CharField(max_length=250, db_index=True)

    class Meta:
        verbose_name = _("nhóm đơn vị")
        verbose_name_plural = _("nhóm đơn vị")

    def __str__(self) -> str:
        return self.name


@keeps_history()
class UnitClassRule(models.Model):
    """One line of a class: a kind or a code it takes in, or a code it leaves out."""

    unit_class = models.ForeignKey(UnitClass, on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(max_length=20, choices=UnitKind, blank=True)
    code = models.CharField(max_length=40, blank=True)
    excluded = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("quy tắc của nhóm đơn vị")
        verbose_name_plural = _("quy tắc của nhóm đơn vị")
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="") & ~Q(code="")) | (~Q(kind="") & Q(code="")),
                name="unitclassrule_kind_or_code",
            )
        ]

    def __str__(self) -> str:
        return f"{'−' if self.excluded else '+'}{self.kind or self.code}"


@keeps_history()
class UnresolvedName(models.Model):
    """A printed name that meant no unit near a place: one of a file, or one that was set aside.

    Names in plans are read from the plans themselves; they are kept here once dismissed.
    """

    text = models.CharField(_("tên gọi"), max_length=250)
    folded = models.CharField(max_length=250)
    near = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("ở gần")
    )
    on = models.DateField(_("đọc theo ngày"))
    place = models.CharField(_("nơi ghi"), max_length=250, blank=True)
    noted_at = models.DateTimeField(_("ghi nhận lúc"))
    is_dismissed = models.BooleanField(_("đã bỏ qua"), default=False)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tên gọi chưa rõ đơn vị")
        verbose_name_plural = _("tên gọi chưa rõ đơn vị")
        constraints = [
            models.UniqueConstraint(fields=["folded", "near"], name="unresolvedname_once"),
            models.UniqueConstraint(
                fields=["folded"],
                condition=Q(near__isnull=True),
                name="unresolvedname_once_nowhere",
            ),
        ]

    def __str__(self) -> str:
        return self.text
