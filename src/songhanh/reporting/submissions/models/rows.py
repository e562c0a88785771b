"""Bases of rows that hold a part of a text or a figure, here and in consolidations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.reporting.submissions.enums import FigureGroup, Section
from songhanh.reporting.submissions.figures import Figure
from songhanh.results.values.enums import TargetStatus


class TextRow(models.Model):
    """One part of a text."""

    section = models.CharField(_("phần"), max_length=12, choices=Section)
    text = models.TextField(_("nội dung"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:60]}"


class FigureRow(models.Model):
    """Base of frozen figures: a ``Figure`` in columns."""

    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=120)
    group = models.CharField(max_length=10, choices=FigureGroup)
    label = models.TextField(_("tên"))
    period = models.CharField(_("kỳ"), max_length=10)
    unit_word = models.CharField(_("đơn vị tính"), max_length=120, blank=True)
    value = models.DecimalField(_("thực hiện"), max_digits=18, decimal_places=4, null=True)
    provisional = models.DecimalField(
        _("ước thực hiện"), max_digits=18, decimal_places=4, null=True
    )
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    required = models.DecimalField(_("yêu cầu"), max_digits=18, decimal_places=4, null=True)
    threshold = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    status = models.CharField(_("trạng thái"), max_length=20, choices=TargetStatus, blank=True)
    rule_version = models.CharField(_("phiên bản quy tắc tính"), max_length=20, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"

    @property
    def figure(self) -> Figure:
        """The row as the value it was made of."""
        return Figure(**{name: getattr(self, name) for name in Figure.__slots__})
