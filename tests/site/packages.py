"""Data packages written for a test: a few rows, with the columns they need and no others."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, object]

MANIFEST = {"format": "songhanh-data", "version": 1, "made_on": "2026-06-15"}


def csv_text(rows: Sequence[Row], *, delimiter: str = ",") -> str:
    """Rows as CSV; the columns are those any row has, in the order they first appear."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write_package(
    folder: Path,
    tables: Mapping[str, Sequence[Row] | str | bytes] | None = None,
    plans: Sequence[Mapping[str, Any]] = (),
    **manifest: object,
) -> Path:
    """Write a package into a folder; a table is rows, or text or bytes as they are to stand."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps({**MANIFEST, **manifest}), encoding="utf-8")
    for name, content in (tables or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else csv_text(content)
            path.write_text(text, encoding="utf-8")
    for plan in plans:
        path = folder / "plans" / f"{plan['code']}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    return folder


# ------------------------------------------------- the province of the worked cases


def unit(code: str, kind: str, parent: str = "", **said: object) -> Row:
    """One row of units.csv."""
    return {
        "code": code,
        "name": NAMES.get(code, code),
        "kind": kind,
        "parent_code": parent,
        **said,
    }


NAMES = {
    "P": "Tỉnh Hải Sơn",
    "S": "Sở Nội vụ",
    "A": "Xã An Hòa",
    "B": "Xã Bình Minh",
    "C": "Xã Cẩm Lĩnh",
    "a1": "Đài truyền thanh xã An Hòa",
}

UNITS: Sequence[Row] = (
    unit("P", "province"),
    unit("S", "department", "P"),
    unit("A", "commune", "P"),
    unit("B", "commune", "P"),
    unit("C", "commune", "P"),
    unit("a1", "station", "A"),
)
"""Province P; communes A, B, C; department S under P; station a1 under A."""


def activity(name: str, unit_code: str, held_on: str, **said: object) -> Row:
    """One accepted activity on law and policy."""
    return {
        "id": name,
        "unit_code": unit_code,
        "form": "thematic_talk",
        "title": f"Nói chuyện {name}",
        "held_on": held_on,
        "on_law_policy": "yes",
        "standing": "accepted",
        **said,
    }


def sessions(unit_code: str, count: int, month: str) -> list[Row]:
    """Several sessions of one unit in a month (YYYY-MM)."""
    return [
        activity(f"{unit_code}-{month}-{n}", unit_code, f"{month}-{n + 3:02}") for n in range(count)
    ]


def item(name: str, outlet: str, published_on: str, **said: object) -> Row:
    """One accepted loudspeaker item on gender equality."""
    return {
        "id": name,
        "outlet_code": outlet,
        "type": "news",
        "title": f"Bản tin {name}",
        "published_on": published_on,
        "channel": "loudspeaker",
        "on_gender_equality": "yes",
        "standing": "accepted",
        **said,
    }


def items(outlet: str, count: int, month: str) -> list[Row]:
    """Several items of one outlet in a month (YYYY-MM)."""
    return [item(f"{outlet}-{month}-{n}", outlet, f"{month}-{n + 3:02}") for n in range(count)]


COMMUNES = ["các xã, phường, thị trấn"]


def target(kind: str, value: int, *, ordinal: str = "1", **said: object) -> dict[str, object]:
    """One target of a structured plan, with its kind's default value."""
    return {
        "text_start": f"Chỉ tiêu {ordinal}",
        "line": 10,
        "ordinal": ordinal,
        "kind": kind,
        "comparator": ">=",
        "value": value,
        "value_max": None,
        "unit": "%",
        "coverage": None,
        "milestones": [],
        "baseline_year": None,
        "period": "year",
        "subjects": COMMUNES,
        **said,
    }


SESSIONS = target("sessions_per_year", 2, unit="cuộc")
LOUDSPEAKER = target("loudspeaker_items_per_quarter", 3, unit="tin", period="quarter")
COLUMN = target("monthly_column", 1, unit="chuyên mục", period="month")


def plan(
    *targets: Mapping[str, object], code: str = "KH", issuer: str = "P", **said: object
) -> dict[str, Any]:
    """A plan of P for 2026–2030 in the form of ``plans/<code>.json``."""
    return {
        "code": code,
        "issuer_code": issuer,
        "number": "41/KH-UBND",
        "issued_on": "2026-01-02",
        "status": "issued",
        "supersedes": [],
        "parent_code": None,
        "targets": {},
        "roadmap": [],
        "plan": {
            "file": f"{code}.txt",
            "schema_version": "1.0",
            "title": "Truyền thông về bình đẳng giới giai đoạn 2026 - 2030",
            "issuing_level": "province",
            "province_or_unit": "Ủy ban nhân dân tỉnh Hải Sơn",
            "period": {"from": 2026, "to": 2030},
            "targets": [dict(one) for one in targets],
            "legal_basis": [],
            "task_groups": [],
            "assignments": [],
            "reporting": [],
            "campaign_windows": [],
            "commemorative_days": [],
            "recipients": [],
            "signatory": {"authority": None, "title": None, "name": None},
            "funding": [],
            "footnotes": [],
            "anomalies": [],
        },
        **said,
    }
