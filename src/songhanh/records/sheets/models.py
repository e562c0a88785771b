"""An import of an Excel file: the file, the columns chosen, what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.sheets.enums import DayOrder, ImportState
from songhanh.registry.orgunits.models import OrgUnit


@keeps_history()
class ImportJob(models.Model):
    """One import (lượt nhập dữ liệu) of one sheet into one kind of record.

    ``columns`` names the form's field of each column that is read; the heading of the sheet is
    remembered with it (``heading``), so that the next file of the office is read the same way.
    """

    kind = models.CharField(_("loại bản ghi"), max_length=40)
    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    state = models.CharField(
        _("tình trạng"), max_length=8, choices=ImportState, default=ImportState.OPEN
    )
    file_name = models.CharField(_("tên tệp"), max_length=200)
    file_key = models.CharField(max_length=120)
    heading = models.TextField()
    columns = models.JSONField(default=dict)
    day_order = models.CharField(
        _("ngày viết như 3/8"), max_length=12, choices=DayOrder, default=DayOrder.ASK
    )
    rows_found = models.PositiveIntegerField(_("số dòng"), default=0)
    rows_stored = models.PositiveIntegerField(_("đã nhập"), default=0)
    rows_same = models.PositiveIntegerField(_("đã có từ trước"), default=0)
    rows_faulty = models.PositiveIntegerField(_("có lỗi"), default=0)
    created_at = models.DateTimeField(_("tải lên lúc"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người tải lên"),
    )
    stored_at = models.DateTimeField(_("nhập lúc"), null=True)
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True)

    class Meta:
        verbose_name = _("lượt nhập dữ liệu")
        verbose_name_plural = _("lượt nhập dữ liệu")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["unit", "kind"], name="importjob_unit_kind")]

    def __str__(self) -> str:
        return self.file_name


class ImportedRecord(models.Model):
    """A record that an import made, named as a value: several tables hold records."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="records")
    record_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("bản ghi của lượt nhập")
        verbose_name_plural = _("bản ghi của lượt nhập")
        constraints = [
            models.UniqueConstraint(fields=["job", "record_id"], name="importedrecord_once")
        ]

    def __str__(self) -> str:
        return f"{self.job_id} {self.record_id}"
