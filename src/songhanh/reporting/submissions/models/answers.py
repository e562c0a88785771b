"""Requests that were carried out, so that repeating one with its key does nothing twice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AnsweredRequest(models.Model):
    """What a request with a key was answered: the same request again gets the same answer.

    ``digest`` tells the request from another one that bears its key by mistake. Rows are forgotten
    after a month (``actions.forget_answers``).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    answered_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("yêu cầu đã trả lời")
        verbose_name_plural = _("yêu cầu đã trả lời")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="answeredrequest_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.key}"
