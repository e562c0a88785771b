"""Kinds of requests, their states and outcomes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestKind(models.TextChoices):
    """What a person asks for."""

    ACCESS = "access", _("xem, nhận bản sao dữ liệu")
    CORRECT = "correct", _("sửa dữ liệu")
    ERASE = "erase", _("xóa dữ liệu")
    WITHDRAW = "withdraw", _("rút lại sự đồng ý")
    RESTRICT = "restrict", _("hạn chế xử lý")
    OBJECT = "object", _("phản đối xử lý")


class Outcome(models.TextChoices):
    """How a request was answered."""

    DONE = "done", _("đã thực hiện")
    PARTLY = "partly", _("thực hiện một phần")
    REFUSED = "refused", _("từ chối, có lý do")


class RequestState(models.TextChoices):
    """Where a request stands on a day; worked out, stored nowhere."""

    NEW = "new", _("chờ xác nhận đã nhận")
    OPEN = "open", _("đang xử lý")
    LATE = "late", _("quá hạn")
    ANSWERED = "answered", _("đã trả lời")
