"""The media app."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Media items."""

    name = "songhanh.records.media"
    label = "media"
    verbose_name = "Tin, bài"
