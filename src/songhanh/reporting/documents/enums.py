"""What a document is, what it was written from, who signs it, and how far its PDF is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.engines.docwrite import DocumentKind, SigningForm


class DocumentSource(models.TextChoices):
    """The content a document says."""

    SUBMISSION = "submission", _("báo cáo của đơn vị")
    CONSOLIDATION = "consolidation", _("báo cáo tổng hợp")
    LETTER = "letter", _("công văn, thông báo tự soạn")


class LetterKind(models.TextChoices):
    """What a lead officer writes by hand."""

    LETTER = DocumentKind.LETTER.value, _("công văn")
    NOTICE = DocumentKind.NOTICE.value, _("thông báo")


class WrittenKind(models.TextChoices):
    """The kinds of document written here."""

    REPORT = DocumentKind.REPORT.value, _("báo cáo")
    LETTER = DocumentKind.LETTER.value, _("công văn")
    NOTICE = DocumentKind.NOTICE.value, _("thông báo")


class LayoutKind(models.TextChoices):
    """The kinds whose layout may be adapted; plans are written in the room of own plans."""

    REPORT = DocumentKind.REPORT.value, _("báo cáo")
    PLAN = DocumentKind.PLAN.value, _("kế hoạch")
    LETTER = DocumentKind.LETTER.value, _("công văn")
    NOTICE = DocumentKind.NOTICE.value, _("thông báo")


class Purpose(models.TextChoices):
    """What a letter is for; each has its opening words."""

    URGE = "urge", _("đôn đốc báo cáo, thực hiện")
    FORWARD = "forward", _("chuyển văn bản cấp trên")
    INVITE = "invite", _("đề nghị báo cáo")
    OTHER = "other", _("nội dung khác")


class Signing(models.TextChoices):
    """By what right somebody signs (NĐ 30/2020, box 7a)."""

    HEAD = "head", _("người đứng đầu ký trực tiếp")
    COLLECTIVE = "collective", _("TM. – thay mặt tập thể")
    ACTING = "acting", _("Q. – quyền người đứng đầu")
    DEPUTY = "deputy", _("KT. – cấp phó ký thay")
    BY_ORDER = "by_order", _("TL. – ký thừa lệnh")
    DELEGATED = "delegated", _("TUQ. – ký thừa ủy quyền")

    @property
    def form(self) -> SigningForm:
        """The form as the layout knows it."""
        return SigningForm[self.name]


IN_PLACE_OF_THE_HEAD = (Signing.DEPUTY, Signing.BY_ORDER, Signing.DELEGATED)
"""Forms that name the position of the head."""


class PdfState(models.TextChoices):
    """How far the PDF beside a Word file is."""

    READY = "ready", _("đã có")
    WAITING = "waiting", _("đang chờ tạo")
    RUNNING = "running", _("đang tạo")
    FAILED = "failed", _("chưa tạo được")
    UNABLE = "unable", _("máy chủ chưa cài LibreOffice")
    NOT_ASKED = "not_asked", _("chưa tạo")
