"""Messages and materials with their versions, stock, scans of QR codes, checks of links."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.recording.models import Record


def new_token() -> str:
    """What a QR code names its material by: not to be guessed, short enough to print small."""
    return secrets.token_urlsafe(9)


class Language(models.TextChoices):
    """Languages the materials of the programme are made in."""

    VIETNAMESE = "vi", _("tiếng Việt")
    EDE = "rad", _("tiếng Ê-đê")
    BAHNAR = "bdq", _("tiếng Ba-na")
    JARAI = "jra", _("tiếng Gia-rai")
    SEDANG = "sed", _("tiếng Xơ-đăng")
    HRE = "hre", _("tiếng Hrê")
    MNONG = "cmo", _("tiếng M'nông")
    TAY = "tyz", _("tiếng Tày")
    HMONG = "hmn", _("tiếng Mông")
    DAO = "ium", _("tiếng Dao")
    ENGLISH = "en", _("tiếng Anh")
    SIGN = "sgn", _("ngôn ngữ ký hiệu")
    OTHER = "other", _("ngôn ngữ khác")


@keeps_history()
class Message(Record):
    """A standard message (thông điệp): its text, whom it is for, how long it holds."""

    text = models.TextField(_("nội dung thông điệp"), max_length=2000)
    topics = models.CharField(_("chủ đề"), max_length=300)
    audiences = models.CharField(_("nhóm đối tượng"), max_length=400, blank=True)
    valid_from = models.DateField(_("dùng từ ngày"))
    valid_to = models.DateField(_("dùng đến ngày"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("thay thông điệp"),
    )

    class Meta:
        verbose_name = _("thông điệp")
        verbose_name_plural = _("thông điệp")


@keeps_history()
class Material(Record):
    """A material (sản phẩm truyền thông). Its QR code stays the same through all versions."""

    type = models.CharField(_("loại sản phẩm"), max_length=40)
    topics = models.CharField(_("chủ đề"), max_length=300)
    audiences = models.CharField(_("nhóm đối tượng"), max_length=400, blank=True)
    description = models.TextField(_("giới thiệu ngắn"), max_length=1000, blank=True)
    link = models.URLField(
        _("đường dẫn bản đầy đủ"),
        max_length=300,
        blank=True,
        help_text=_("Ví dụ video trên YouTube. Đường dẫn được kiểm tra hằng ngày."),
    )
    author = models.CharField(_("tác giả, giấy phép"), max_length=200, blank=True)
    print_run = models.PositiveIntegerField(_("số bản in"), null=True, blank=True)
    cost_vnd = models.DecimalField(
        _("kinh phí (đồng)"), max_digits=17, decimal_places=2, null=True, blank=True
    )
    made_on = models.DateField(_("ngày làm ra"), null=True, blank=True)
    withdrawn_on = models.DateField(
        _("thu hồi từ ngày"),
        null=True,
        blank=True,
        help_text=_("Từ ngày này mã QR dẫn tới sản phẩm thay thế."),
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("sản phẩm thay thế"),
    )
    token = models.CharField(max_length=20, unique=True, default=new_token, editable=False)

    class Meta:
        verbose_name = _("sản phẩm truyền thông")
        verbose_name_plural = _("sản phẩm truyền thông")
        indexes = [models.Index(fields=["unit", "standing"], name="material_unit")]


@keeps_history()
class MaterialVersion(Record):
    """One version of a material in one language; accepted means its content is approved."""

    material = models.ForeignKey(
        Material,
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("sản phẩm"),
    )
    label = models.CharField(_("bản"), max_length=60, help_text=_("Ví dụ: bản 2, in tháng 3/2026."))
    language = models.CharField(
        _("ngôn ngữ"), max_length=8, choices=Language, default=Language.VIETNAMESE
    )
    issued_on = models.DateField(_("ngày của bản này"))
    withdrawn_on = models.DateField(_("thu hồi từ ngày"), null=True, blank=True)
    transcript = models.TextField(
        _("toàn văn, lời của bản ghi âm"),
        max_length=20000,
        blank=True,
        help_text=_("Cho người không mở được tệp, không nghe được; và cho việc tìm kiếm."),
    )
    checked = models.TextField(
        _("duyệt nội dung: căn cứ, điều đã kiểm tra"), max_length=2000, blank=True
    )
    # The file arrives on a page of its own and is never changed afterwards: a new file is a new
    # version.
    file_key = models.CharField(max_length=120, blank=True, editable=False)
    file_name = models.CharField(max_length=200, blank=True, editable=False)
    media_type = models.CharField(max_length=40, blank=True, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False)
    small_key = models.CharField(max_length=120, blank=True, editable=False)
    thumbnail_key = models.CharField(max_length=120, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("bản của sản phẩm")
        verbose_name_plural = _("bản của sản phẩm")
        indexes = [models.Index(fields=["material", "issued_on"], name="materialversion_newest")]

    @property
    def is_audio(self) -> bool:
        """Whether it can be listened to."""
        return self.media_type.startswith("audio/")


class Direction(models.TextChoices):
    """In or out of the stock of the unit."""

    IN = "in", _("nhận vào kho")
    OUT = "out", _("cấp phát, xuất kho")


@keeps_history()
class StockMove(Record):
    """Copies that came in or went out, of one material, in the stock of one unit."""

    material = models.ForeignKey(
        Material, on_delete=models.PROTECT, related_name="moves", verbose_name=_("sản phẩm")
    )
    direction = models.CharField(_("nhập, xuất"), max_length=3, choices=Direction)
    quantity = models.PositiveIntegerField(_("số bản"))
    moved_on = models.DateField(_("ngày"))
    receiver = models.CharField(_("nơi nhận, nơi giao"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("nhập, xuất kho")
        verbose_name_plural = _("nhập, xuất kho")
        indexes = [models.Index(fields=["material", "unit", "moved_on"], name="stockmove_stock")]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="stockmove_moves_something")
        ]


class ScanCount(models.Model):
    """How often the code of a material was opened on a day. Nothing about who opened it."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="scans")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("lượt quét mã")
        verbose_name_plural = _("lượt quét mã")
        constraints = [
            models.UniqueConstraint(fields=["material", "day"], name="scancount_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.material_id} {self.day}: {self.count}"


class LinkCheck(models.Model):
    """What the newest look at a material's link found."""

    material = models.OneToOneField(Material, on_delete=models.CASCADE, related_name="link_check")
    link = models.URLField(max_length=300)
    checked_at = models.DateTimeField()
    is_broken = models.BooleanField()
    found = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("lần kiểm tra đường dẫn")
        verbose_name_plural = _("lần kiểm tra đường dẫn")

    def __str__(self) -> str:
        return f"{self.link}: {self.found}"
