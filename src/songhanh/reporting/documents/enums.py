"""What a document was written from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentSource(models.TextChoices):
    """The frozen content a document says."""

    SUBMISSION = "submission", _("báo cáo của đơn vị")
    CONSOLIDATION = "consolidation", _("báo cáo tổng hợp")
