"""After every migration: the code lists."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from songhanh.records.recording.codelists import load_code_lists
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.models import CodeEntry
from songhanh.registry.audiences.models import AudienceGroup
from songhanh.registry.audiences.signals import group_changed


def connect(app: AppConfig) -> None:
    """Listen to the end of migrations."""
    post_migrate.connect(_prepare, sender=app, dispatch_uid="recording.prepare")
    group_changed.connect(_take_over, dispatch_uid="recording.audience_group")


def _take_over(group: AudienceGroup, **_: object) -> None:
    """A group added or renamed in the registry is a tag of records."""
    CodeEntry.objects.update_or_create(
        list=CodeList.AUDIENCE,
        code=group.code,
        defaults={
            "name": group.name,
            "name_en": group.name_en,
            "aliases": group.aliases,
            "position": group.position,
            "is_offered": group.is_offered,
        },
    )


def _prepare(using: str, **_: object) -> None:
    if "recording_codeentry" in connections[using].introspection.table_names():
        load_code_lists(using)
