"""The page behind a QR code among many materials: milliseconds and bytes, scans counted.

Prints one JSON document. Run by ``./run bench library``, on a database of its own. Beside it stands
what a page of this site costs that asks the database nothing.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.site.config.settings")

MATERIALS = 2_000
ASKED = 200
BAR_MS = 1000


def main() -> int:
    """Fill a library, open codes, print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("SONGHANH_VAR", folder)
        import django  # noqa: PLC0415 - only after the place of the database is chosen

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - as above

        call_command("migrate", verbosity=0)
        report = measure()
    sys.stdout.write(json.dumps({"benchmark": "library", **report}, ensure_ascii=False) + "\n")
    return 0 if report["qr_page_p95_ms"] < BAR_MS else 1  # type: ignore[operator]  # a number


def measure() -> dict[str, object]:
    """The slowest one of twenty, in milliseconds of the clock."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up
    from django.test import Client  # noqa: PLC0415 - as above
    from django.urls import reverse  # noqa: PLC0415 - as above

    from songhanh.records.materials.models import ScanCount  # noqa: PLC0415 - as above

    tokens, client = fill(), Client()
    pages = [reverse("qr:page", args=[token]) for token in tokens[:ASKED]]
    manifest = reverse("outbox:manifest")
    sizes = [len(client.get(page).content) for page in pages[:1]]
    return {
        "database": connection.vendor,
        "materials": len(tokens),
        "qr_page_p95_ms": p95(pages, client.get),
        "page_without_database_p95_ms": p95([manifest] * ASKED, client.get),
        "qr_page_bytes": sizes[0],
        "scans_counted": sum(ScanCount.objects.values_list("count", flat=True)),
    }


def p95(addresses: list[str], get: Callable[[str], object]) -> float:
    """The time 95 of 100 answers stay below, in milliseconds."""
    taken = []
    for address in addresses:
        began = time.perf_counter()
        get(address)
        taken.append(time.perf_counter() - began)
    return round(sorted(taken)[len(taken) * 95 // 100] * 1000, 1)


def fill() -> list[str]:
    """Accepted materials with two accepted versions each; their tokens."""
    from songhanh.records.materials.models import (  # noqa: PLC0415 - only once set up
        Material,
        MaterialVersion,
    )
    from songhanh.registry.orgunits.models import OrgUnit  # noqa: PLC0415 - as above

    unit, at = OrgUnit.objects.create(source="benchmark"), datetime(2026, 3, 1, tzinfo=UTC)
    shared = {"unit": unit, "standing": "accepted", "created_at": at, "decided_at": at}
    materials = Material.objects.bulk_create(
        Material(
            external_id=f"m{number}",
            title=f"Tờ gấp {number}",
            type="leaflet",
            topics="gbv",
            **shared,
        )
        for number in range(MATERIALS)
    )
    MaterialVersion.objects.bulk_create(
        MaterialVersion(
            external_id=f"{material.external_id}-{number}",
            title=material.title,
            material=material,
            label=f"bản {number}",
            issued_on=date(2026, number, 1),
            transcript="Hãy gọi 111. " * 40,
            **shared,
        )
        for material in materials
        for number in (1, 2)
    )
    return [material.token for material in materials]


if __name__ == "__main__":
    raise SystemExit(main())
