"""After every migration: the start values of the code list."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from songhanh.registry.audiences.lists import GROUPS
from songhanh.registry.audiences.models import AudienceGroup


def connect(app: AppConfig) -> None:
    """Listen to the end of migrations."""
    post_migrate.connect(_prepare, sender=app, dispatch_uid="audiences.prepare")


def _prepare(using: str, **_: object) -> None:
    if "audiences_audiencegroup" in connections[using].introspection.table_names():
        load_groups(using)


def load_groups(using: str) -> None:
    """Add the groups this database does not know yet."""
    groups = AudienceGroup.objects.using(using)
    known = set(groups.values_list("code", flat=True))
    groups.bulk_create(
        AudienceGroup(
            code=one.code,
            name=one.name,
            name_en=one.name_en,
            aliases=one.aliases,
            is_priority=one.priority,
            position=position,
        )
        for position, one in enumerate(GROUPS, start=1)
        if one.code not in known
    )
    keys = dict(groups.values_list("code", "pk"))
    for one in GROUPS:
        if one.parent and one.code not in known:
            groups.filter(code=one.code).update(parent_id=keys[one.parent])
