"""The tables of a data package, in the order in which they are taken in.

A wing that has a table of the contract hands in its form and rows (``exports.py``) and its importer
(``imports.py``); here they become part of the package with one line.
"""

from collections.abc import Callable
from dataclasses import dataclass

from songhanh.foundation.lib.package import PackageTable
from songhanh.foundation.lib.tables import ImportCount
from songhanh.records.activities import exports as activities
from songhanh.records.activities.imports import import_activities
from songhanh.records.campaigns import exports as campaigns
from songhanh.records.campaigns.imports import import_campaign_plans
from songhanh.records.communitymodels import exports as communitymodels
from songhanh.records.communitymodels.imports import import_meetings, import_models
from songhanh.records.conventions import exports as conventions
from songhanh.records.conventions.imports import import_conventions
from songhanh.records.figures import exports as figures
from songhanh.records.figures.imports import import_estimates, import_typed_values
from songhanh.records.media import exports as media
from songhanh.records.media.imports import import_media_items
from songhanh.records.mediaindex import exports as stages
from songhanh.records.mediaindex.imports import import_stages
from songhanh.registry.orgunits.exports import CLASSES, SUCCESSIONS, UNITS
from songhanh.registry.roles import exports as users
from songhanh.registry.roles.imports import import_users
from songhanh.site.exchange import localplans


@dataclass(frozen=True)
class Taken:
    """A table with its importer ``import_x(rows, reader, *, acting, at)``.

    ``with_files``: the importer also takes ``files``, which gives the bytes of a file of evidence.
    """

    table: PackageTable
    importer: Callable[..., ImportCount]
    with_files: bool = False


REGISTRY = (UNITS, SUCCESSIONS, CLASSES)
"""Taken in together, before the plans and everything else."""

RECORDS = (
    Taken(users.TABLE, import_users),
    Taken(media.TABLE, import_media_items),
    Taken(stages.TABLE, import_stages),
    Taken(conventions.TABLE, import_conventions),
    Taken(communitymodels.MODELS_TABLE, import_models),
    Taken(communitymodels.MEETINGS_TABLE, import_meetings),
    Taken(campaigns.TABLE, import_campaign_plans),
    Taken(localplans.TABLE, localplans.import_local_plans),
    Taken(figures.ESTIMATES, import_estimates),
    Taken(figures.VALUES, import_typed_values),
    # Last, when every fault is known: the files of its evidence cannot be taken back.
    Taken(activities.TABLE, import_activities, with_files=True),
)
"""Taken in after units and plans, one after the other."""

TABLES: dict[str, PackageTable] = {
    table.name: table for table in (*REGISTRY, *(one.table for one in RECORDS))
}
