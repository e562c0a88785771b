"""Measures, entries, balances and states.

An entry is never updated or deleted: triggers and constraints hold that in the database itself. A
correction reverses the old entry on its own day and posts a new one.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only
from songhanh.ledger.enums import OverTime, OverUnits, Standing
from songhanh.registry.orgunits.models import OrgUnit


class Measure(models.Model):
    """What an entry counts, with its declared additivity and dimensions. Rows are a code list."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(_("tên"), max_length=120)
    unit_word = models.CharField(_("đơn vị tính"), max_length=30)
    over_time = models.CharField(max_length=10, choices=OverTime, default=OverTime.SUM)
    over_units = models.CharField(max_length=20, choices=OverUnits, default=OverUnits.SUM)
    dimensions = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("đại lượng")
        verbose_name_plural = _("đại lượng")

    def __str__(self) -> str:
        return self.name


class Dimensions(models.Model):
    """The few small dimensions entries and balances share. Empty: not split by it."""

    sex = models.CharField(max_length=10, blank=True, default="")
    channel = models.CharField(max_length=20, blank=True, default="")
    integrated = models.CharField(max_length=3, blank=True, default="")
    with_column = models.CharField(max_length=3, blank=True, default="")

    class Meta:
        abstract = True


@append_only
class Entry(Dimensions):
    """One quantity of one measure, unit and day, from one record (bút toán).

    Unit and measure are looked up together with the day, by one index: an index of each alone
    would be written half a million times for a large package and never be read. When it was posted
    is asked only of the entries of a measure: an index of its own took half the time of an import.
    """

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", db_index=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+", db_index=False)
    occurred_on = models.DateField()
    posted_at = models.DateTimeField()
    quantity = models.DecimalField(max_digits=16, decimal_places=3)
    standing = models.CharField(max_length=12, choices=Standing)
    source_kind = models.CharField(max_length=40)
    source_id = models.BigIntegerField()
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by"
    )

    class Meta:
        verbose_name = _("bút toán")
        verbose_name_plural = _("bút toán")
        indexes = [
            models.Index(fields=["measure", "unit", "occurred_on"], name="entry_counted"),
            models.Index(fields=["source_kind", "source_id"], name="entry_source"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="entry_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.measure_id} {self.occurred_on} {self.quantity}"


class Balance(Dimensions):
    """Running sum of entries per unit, measure, standing, dimensions and month.

    ``month`` 0 is the whole year. Always equal to a full recount: ``ledger verify`` compares.
    """

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", db_index=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+", db_index=False)
    standing = models.CharField(max_length=12, choices=Standing)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    quantity = models.DecimalField(max_digits=18, decimal_places=3)

    class Meta:
        verbose_name = _("số lũy kế")
        verbose_name_plural = _("số lũy kế")
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "measure",
                    "unit",
                    "year",
                    "month",
                    "standing",
                    "sex",
                    "channel",
                    "integrated",
                    "with_column",
                ],
                name="balance_one_row_each",
            ),
            models.CheckConstraint(
                condition=Q(month__gte=0, month__lte=12), name="balance_month_or_whole_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.measure_id} {self.year}-{self.month} {self.quantity}"


@append_only
class StateRow(models.Model):
    """What is, rather than happens: a subject is in a state from a day on.

    ``withdraws`` takes an earlier row back; as-of and known-on mean the same as for entries, and
    so does the source: the record the row came from.
    """

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    aspect = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    holds_from = models.DateField(null=True)
    posted_at = models.DateTimeField()
    standing = models.CharField(max_length=12, choices=Standing)
    source_kind = models.CharField(max_length=40)
    source_id = models.BigIntegerField()
    withdraws = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="withdrawn_by"
    )

    class Meta:
        verbose_name = _("trạng thái theo ngày")
        verbose_name_plural = _("trạng thái theo ngày")
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "aspect"], name="staterow_subject"),
            models.Index(fields=["source_kind", "source_id"], name="staterow_source"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} {self.aspect}={self.state}"
