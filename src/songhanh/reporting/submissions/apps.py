"""The submissions app."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """Submissions: sent, frozen, returned, approved."""

    name = "songhanh.reporting.submissions"
    label = "submissions"
    verbose_name = "Báo cáo đã nộp"
