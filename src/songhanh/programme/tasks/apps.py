"""The tasks app."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Task groups, tasks, assignments and duties."""

    name = "songhanh.programme.tasks"
    label = "tasks"
    verbose_name = "Nhiệm vụ"
