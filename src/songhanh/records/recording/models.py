"""What every record shares, the evidence behind it, and the code lists records choose from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.recording.enums import (
    CHANGEABLE,
    CodeList,
    EvidenceKind,
    RecordStanding,
)
from songhanh.registry.orgunits.models import OrgUnit


class Record(models.Model):
    """Something a unit did, entered once (bản ghi).

    ``external_id`` is its stable identity: the sender's own in a data package, a key made with the
    form otherwise, so that a form sent twice makes one record.

    An accepted record is not changed in place. Opening it again makes a *revision*: a second row
    with ``revises`` set, which posts nothing. The accepted row counts as it was until the revision
    is accepted; then it takes over the revision's content, and the revision goes.
    """

    external_id = models.CharField(_("mã bản ghi"), max_length=200, unique=True)
    unit = models.ForeignKey(
        OrgUnit,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("đơn vị"),
        db_index=False,  # every kind has an index of unit and day
    )
    title = models.CharField(_("tên"), max_length=300)
    folded_title = models.CharField(max_length=300)
    standing = models.CharField(
        _("tình trạng ghi nhận"),
        max_length=10,
        choices=RecordStanding,
        default=RecordStanding.DRAFT,
    )
    submitted_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người quyết định"),
        db_index=False,
    )
    remark = models.TextField(_("nhận xét"), blank=True)
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người lập"),
        db_index=False,
    )
    version = models.PositiveIntegerField(default=1)
    revises = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="revision",
        verbose_name=_("sửa bản ghi"),
    )
    revises_id: int | None  # typed by hand: the plugin does not see "self" in an abstract model

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def is_revision(self) -> bool:
        """Whether this row is the new content of an accepted record that was opened again."""
        return self.revises_id is not None

    @property
    def is_changeable(self) -> bool:
        """Whether the unit may still change the content in place."""
        return self.standing in CHANGEABLE

    @property
    def evidence_key(self) -> int:
        """The record whose evidence this is: a revision shares that of what it revises."""
        return self.revises_id or int(self.pk)


@keeps_history()
class Evidence(models.Model):
    """What proves a record: a photo, a list, an invitation, or a link (minh chứng).

    The record is named as a value (kind and key, as in the ledger), because several tables hold
    records. Place and personal data are already taken out of a stored file.
    """

    record_kind = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    kind = models.CharField(_("loại minh chứng"), max_length=12, choices=EvidenceKind)
    caption = models.CharField(pgettext_lazy("evidence", "chú thích"), max_length=200, blank=True)
    link = models.URLField(_("đường dẫn"), max_length=500, blank=True)
    file_key = models.CharField(max_length=120, blank=True)
    thumbnail_key = models.CharField(max_length=120, blank=True)
    file_name = models.CharField(_("tên tệp"), max_length=200, blank=True)
    media_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(_("dung lượng"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField(_("thêm lúc"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người thêm"),
    )

    class Meta:
        verbose_name = _("minh chứng")
        verbose_name_plural = _("minh chứng")
        ordering = ["id"]
        indexes = [models.Index(fields=["record_kind", "record_id"], name="evidence_record")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=EvidenceKind.LINK) & ~Q(link="") & Q(file_key=""))
                | (~Q(kind=EvidenceKind.LINK) & Q(link="") & ~Q(file_key="")),
                name="evidence_link_or_file",
            ),
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "sha256"],
                condition=~Q(sha256=""),
                name="evidence_file_once_per_record",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or self.file_name or self.link

    @property
    def is_image(self) -> bool:
        """Whether it can be shown on the page."""
        return self.media_type.startswith("image/")


@keeps_history()
class CodeEntry(models.Model):
    """One code of an open list, with its names and the other ways people write it."""

    list = models.CharField(_("danh mục"), max_length=20, choices=CodeList)
    code = models.CharField(_("mã"), max_length=40)
    name = models.CharField(_("tên"), max_length=160)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=160, blank=True)
    aliases = models.CharField(_("cách viết khác"), max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(_("còn dùng"), default=True)

    class Meta:
        verbose_name = _("mục của danh mục")
        verbose_name_plural = _("mục của danh mục")
        ordering = ["list", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["list", "code"], name="codeentry_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its name in the language of the page."""
        if self.name_en and (get_language() or "").startswith("en"):
            return self.name_en
        return self.name


@keeps_history()
class FieldRemark(models.Model):
    """What a reviewer says about one field of a record sent back (nhận xét từng mục)."""

    record_kind = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    text = models.CharField(_("nhận xét"), max_length=500)
    made_at = models.DateTimeField(_("ghi lúc"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("nhận xét từng mục")
        verbose_name_plural = _("nhận xét từng mục")
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "field"], name="fieldremark_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


@keeps_history()
class MessageUse(models.Model):
    """A standard message a record spread (thông điệp đã dùng); both are named as values."""

    record_kind = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    message_id = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("thông điệp đã dùng")
        verbose_name_plural = _("thông điệp đã dùng")
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "message_id"], name="messageuse_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_kind}:{self.record_id} {self.message_id}"


@keeps_history()
class AcceptanceRule(models.Model):
    """Records of a branch count as accepted when nobody remarked on them for so many days.

    One for each unit a lead officer is responsible for; without a row nothing is accepted by rule.
    """

    branch = models.OneToOneField(OrgUnit, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField(_("số ngày"))
    set_at = models.DateTimeField(_("đặt lúc"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("quy tắc chấp nhận")
        verbose_name_plural = _("quy tắc chấp nhận")
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=90), name="acceptancerule_days"
            )
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.days}"
