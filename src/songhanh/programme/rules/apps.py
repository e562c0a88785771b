"""The rules app."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    """Reporting rules and campaign windows of a plan."""

    name = "songhanh.programme.rules"
    label = "rules"
    verbose_name = "Chế độ báo cáo"
