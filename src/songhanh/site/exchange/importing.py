"""Importing a data package: every table in one transaction, under one audit fact, or nothing."""

from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.findings import ImportFinding
from songhanh.foundation.lib.memory import without_collecting
from songhanh.foundation.lib.tables import CellReader, ImportCount
from songhanh.ledger.bulk import room_for_many
from songhanh.programme.plans.packages import import_plans
from songhanh.registry.orgunits.imports import import_registry
from songhanh.site.exchange.package import read_package
from songhanh.site.exchange.tables import RECORDS


@dataclass
class ImportReport:
    """What an import did, or why it did nothing."""

    files: dict[str, ImportCount] = field(default_factory=dict)
    findings: list[ImportFinding] = field(default_factory=list)
    stored: bool = False

    @property
    def has_errors(self) -> bool:
        """Whether a finding forbids the import."""
        return any(finding.severity == "error" for finding in self.findings)


class _TakeBackError(Exception):
    """Leaves the transaction of an import that must not be kept."""


def _keep_only(*, if_true: bool) -> None:
    if not if_true:
        raise _TakeBackError


def import_package(
    path: Path, *, acting: Acting, at: datetime, dry_run: bool = False
) -> ImportReport:
    """Import a package, all or nothing; every fault of the package is in the report at once.

    The files are taken in the order in which they may refer to each other: units, successions,
    classes, plans, records.

    Raises:
        RefusedError: there is no readable package at this place.
    """
    reader = CellReader()
    package = read_package(path, reader)
    report = ImportReport(findings=reader.findings)
    trial = filestore.on_trial() if dry_run else nullcontext()
    try:
        kept = recorded("data.import", acting=acting, at=at)
        with without_collecting(), room_for_many(), trial, kept as fact:
            fact.subject_label = path.name
            report.files.update(import_registry(package.tables, reader, acting=acting, at=at))
            if package.plans:
                report.files.update(import_plans(package.plans, reader, acting=acting, at=at))
            for taken in RECORDS:
                if rows := package.tables.get(taken.table.name):
                    more = {"files": package.file} if taken.with_files else {}
                    report.files[taken.table.name] = taken.importer(
                        rows, reader, acting=acting, at=at, **more
                    )
            fact.details = {
                name: [count.added, count.changed, count.same]
                for name, count in report.files.items()
            }
            _keep_only(if_true=not reader.has_errors and not dry_run)
        report.stored = True
    except _TakeBackError:
        report.stored = False
    return report
