"""What was done (facts) and what it changed (row changes)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only


@append_only
class AuditEntry(models.Model):
    """One named fact: who did what, when, in which role, to what, and why where a reason is asked.

    Role and unit of the acting person are kept as plain values, so that this floor needs to know no
    registry above it: the unit's code for people, its id because official codes are reused.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("lúc"), db_index=True)
    verb = models.CharField(_("việc"), max_length=80, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người thực hiện"),
    )
    deputy_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("làm thay"),
        db_index=False,  # shown with a fact, never searched by
    )
    acting_role = models.CharField(_("vai trò"), max_length=20)
    acting_unit_code = models.CharField(_("đơn vị"), max_length=40, blank=True)
    acting_unit_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(_("đối tượng"), max_length=60)
    subject_key = models.CharField(max_length=60, blank=True)
    subject_label = models.CharField(max_length=300, blank=True)
    folded_label = models.CharField(max_length=300, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("nhật ký")
        verbose_name_plural = _("nhật ký")
        ordering = ["-at", "id"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_key"], name="audit_subject"),
            models.Index(fields=["acting_unit_id", "at"], name="audit_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_label}"


@append_only
class RowChange(models.Model):
    """A changed or deleted row, before and after, written by the database's own trigger.

    ``fact_id`` is the fact in whose transaction it happened; empty when a row was changed by hand.
    It is a plain value: the fact is written at the end of the same transaction.
    """

    at = models.DateTimeField(db_index=True)
    table_name = models.CharField(max_length=80)
    row_key = models.CharField(max_length=60)
    operation = models.CharField(max_length=10)
    before = models.JSONField()
    after = models.JSONField(null=True)
    fact_id = models.UUIDField(null=True, db_index=True)

    class Meta:
        verbose_name = _("dòng đã thay đổi")
        verbose_name_plural = _("dòng đã thay đổi")
        indexes = [models.Index(fields=["table_name", "row_key"], name="audit_row")]

    def __str__(self) -> str:
        return f"{self.operation} {self.table_name} {self.row_key}"


@append_only
class HistoryKey(models.Model):
    """The one key of this installation with which personal values in the history are digested."""

    key = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("khóa của lịch sử")
        verbose_name_plural = _("khóa của lịch sử")

    def __str__(self) -> str:
        return "khóa của lịch sử"
