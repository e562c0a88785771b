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
    """Add the groups this database does not know yet, those above before those below.

    Rows are never changed here: a change would be history of something nobody did.
    """
    groups = AudienceGroup.objects.using(using)
    keys = dict(groups.values_list("code", "pk"))
    left = [(place, one) for place, one in enumerate(GROUPS, start=1) if one.code not in keys]
    while left:
        ready = [(place, one) for place, one in left if not one.parent or one.parent in keys]
        groups.bulk_create(
            AudienceGroup(
                code=one.code,
                name=one.name,
                name_en=one.name_en,
                aliases=one.aliases,
                is_priority=one.priority,
                position=place,
                parent_id=keys.get(one.parent),
            )
            for place, one in ready
        )
        keys = dict(groups.values_list("code", "pk"))
        left = [pair for pair in left if pair not in ready]
