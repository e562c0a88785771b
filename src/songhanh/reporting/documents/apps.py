"""The documents app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official documents written from submissions and consolidations."""

    name = "songhanh.reporting.documents"
    label = "documents"
    verbose_name = "Văn bản"
