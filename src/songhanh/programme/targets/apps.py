"""The targets app."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    """Targets, milestones, roadmaps and the settings of their counting."""

    name = "songhanh.programme.targets"
    label = "targets"
    verbose_name = "Chỉ tiêu"
