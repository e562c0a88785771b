"""A media item: published or broadcast once, with its repeats and reposts as items of their own."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.recording.models import Record
from songhanh.registry.orgunits.models import OrgUnit


@keeps_history()
class MediaItem(Record):
    """One item (tin, bài). ``unit`` is its outlet. It counts on ``published_on``.

    An item with ``original`` is a run of that item, a repeat or a repost, and never counts as a new
    one, whoever published the original.
    """

    type = models.CharField(_("thể loại"), max_length=40)
    published_on = models.DateField(_("ngày đăng, phát"))
    channel = models.CharField(_("kênh truyền thông"), max_length=20)
    minutes = models.DecimalField(
        _("thời lượng (phút)"), max_digits=9, decimal_places=3, null=True, blank=True
    )
    language = models.CharField(_("ngôn ngữ"), max_length=40, blank=True)
    on_gender_equality = models.BooleanField(_("về bình đẳng giới"), null=True, blank=True)
    original = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="runs",
        verbose_name=_("đăng lại, phát lại của"),
    )
    column_name = models.CharField(_("chuyên mục"), max_length=160, blank=True)
    audiences = models.CharField(_("nhóm đối tượng"), max_length=400, blank=True)
    """Codes of the groups it is meant for, in order, parted by a bar."""

    class Meta:
        verbose_name = _("tin, bài")
        verbose_name_plural = _("tin, bài")
        indexes = [
            models.Index(fields=["unit", "published_on"], name="mediaitem_unit_day"),
            models.Index(fields=["standing", "published_on"], name="mediaitem_standing"),
            models.Index(fields=["published_on"], name="mediaitem_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=0),
                name="mediaitem_minutes_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(original__isnull=True) | ~Q(original=F("id")),
                name="mediaitem_not_its_own_original",
            ),
        ]

    @property
    def outlet(self) -> OrgUnit:
        """The unit that publishes or broadcasts it (đơn vị đăng, phát)."""
        return self.unit


@keeps_history()
class ItemJoin(models.Model):
    """An item entered as new that was made a repeat of another, and how to take it back."""

    first = models.ForeignKey(
        MediaItem, on_delete=models.PROTECT, related_name="+", verbose_name=_("lần đầu")
    )
    run = models.ForeignKey(
        MediaItem, on_delete=models.PROTECT, related_name="+", verbose_name=_("phát lại")
    )
    joined_at = models.DateTimeField(_("ghép lúc"))
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True)

    class Meta:
        verbose_name = _("ghép tin, bài")
        verbose_name_plural = _("ghép tin, bài")
        ordering = ["-joined_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run"], condition=Q(undone_at=None), name="itemjoin_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id} → {self.first_id}"
