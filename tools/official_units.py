"""Rewrite the official lists of units from the compiled tables of the statistics office.

``python -m tools.official_units FOLDER`` reads the tables named below from FOLDER and writes
``src/songhanh/registry/orgunits/data/official/``, in the form of a data package. What it corrects
on the way, and why, stands in that folder's README.
"""

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from songhanh.engines.vntext.forms import one_tone_place

Row = Mapping[str, str]

TARGET = Path(__file__).parents[1] / "src/songhanh/registry/orgunits/data/official"
SOURCES = (
    *("provinces", "communes", "former_provinces", "former_districts", "former_communes"),
    *("province_successions", "successions"),
)
REFORM, LAST_DAY_BEFORE = "2025-07-01", "2025-06-30"
CITY_CHANGE = "2026-04-30"

UNIT_COLUMNS = ("code", "name", "kind", "parent_code", "valid_from", "valid_to")
SUCCESSION_COLUMNS = ("old_code", "new_code", "on", "kind", "basis", "note")

KIND_WORDS = {
    "province": "Tỉnh",
    "city": "Thành phố",
    "district": "Huyện",
    "town": "Thị xã",
    "urban_district": "Quận",
    "commune": "Xã",
    "ward": "Phường",
    "township": "Thị trấn",
    "special_zone": "Đặc khu",
}
DISTRICT_KINDS = ("district", "city", "town", "urban_district")

# Island districts without communes, which the conversion table leaves out: code and name of the
# district, its province, and the special zone that continues it.
ISLAND_DISTRICTS = (
    ("318", "Bạch Long Vĩ", "31", "11948"),
    ("471", "Cồn Cỏ", "45", "19742"),
    ("498", "Hoàng Sa", "48", "20333"),
    ("536", "Lý Sơn", "51", "21548"),
    ("755", "Côn Đảo", "77", "26732"),
)
# The conversion table prints district 900 (Hà Tiên) under An Giang; it lay in Kiên Giang.
PROVINCE_OF_DISTRICT = {"900": "91"}
SAME_UNIT = {
    "unchanged": "reattach",
    "rename": "rename",
    "retype": "retype",
    "other": "retype",  # the one row so marked: Xã Thổ Châu became Đặc khu Thổ Châu
}


def main(folder: Path) -> None:
    """Read every table of the folder and write the three files."""
    tables = {name: _read(folder / f"{name}.csv") for name in SOURCES}
    TARGET.mkdir(parents=True, exist_ok=True)
    _write("units.csv", UNIT_COLUMNS, _units(tables))
    _write("successions.csv", SUCCESSION_COLUMNS, _successions(tables))
    for name in SOURCES:
        digest = hashlib.sha256((folder / f"{name}.csv").read_bytes()).hexdigest()
        sys.stdout.write(f"| `{name}.csv` | `{digest}` |\n")


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: [row.get(one, "") for one in columns]))


def _unit(row: Row, kind: str, parent_code: str = "") -> Row:
    name = " ".join(row["name"].replace("' ", "'").split())
    return {
        "code": row["code"],
        "name": f"{KIND_WORDS[row['kind']]} {name}",
        "kind": kind,
        "parent_code": parent_code,
        "valid_from": row["valid_from"],
        "valid_to": row["valid_to"],
    }


def _units(tables: Mapping[str, list[Row]]) -> list[Row]:
    kept = {row["old_code"] for row in tables["successions"] if row["kind"] in SAME_UNIT}
    today = {row["code"]: row for row in tables["communes"]}
    units = [_unit(row, "province") for row in _provinces(tables)]
    for row in _districts(tables):
        province = PROVINCE_OF_DISTRICT.get(row["code"], row["province_code"])
        units.append(_unit(row, "district", province))
    for row in tables["former_communes"]:
        name = row["name"]
        since = today[row["code"]]["name"] if row["code"] in kept else ""
        if one_tone_place(since) == one_tone_place(name):
            name = since  # one unit is spelt in one way
        units.append(_unit({**row, "name": name}, row["kind"], row["district_code"]))
    units += [_unit(row, row["kind"], row["province_code"]) for row in tables["communes"]]
    return units


def _provinces(tables: Mapping[str, list[Row]]) -> list[Row]:
    """Provinces before and since; one that nothing joined is one unit without a seam."""
    since = {row["code"]: row for row in reversed(tables["provinces"])}
    lone = _lone_provinces(tables)
    rows = [row for row in tables["former_provinces"] if row["code"] not in lone]
    for row in tables["provinces"]:
        open_ended = row["code"] in lone and row["valid_from"] == REFORM
        rows.append({**row, "valid_from": ""} if open_ended else row)
    for row in tables["former_provinces"]:
        if row["code"] in lone and row["kind"] != since[row["code"]]["kind"]:
            raise ValueError(f"Province {row['code']} changed its kind: say how.")
    return rows


def _lone_provinces(tables: Mapping[str, list[Row]]) -> set[str]:
    rows = tables["province_successions"]
    joined = Counter(row["new_code"] for row in rows)
    return {
        row["old_code"]
        for row in rows
        if row["old_code"] == row["new_code"] and joined[row["new_code"]] == 1
    }


def _districts(tables: Mapping[str, list[Row]]) -> list[Row]:
    islands = [
        {
            "code": code,
            "name": name,
            "kind": "district",
            "province_code": province,
            "valid_from": "",
            "valid_to": LAST_DAY_BEFORE,
        }
        for code, name, province, _ in ISLAND_DISTRICTS
    ]
    return [*tables["former_districts"], *islands]


def _successions(tables: Mapping[str, list[Row]]) -> list[Row]:
    lone = _lone_provinces(tables)
    rows = [
        _succession(row, "merge", "provinces")
        for row in tables["province_successions"]
        if row["old_code"] not in lone
    ]
    rows += [
        _succession({"old_code": row["code"], "new_code": "", "on": REFORM}, "dissolve", "laws")
        for row in tables["former_districts"]
    ]
    rows += [
        _succession({"old_code": code, "new_code": zone, "on": REFORM}, "merge", "communes")
        for code, _, _, zone in ISLAND_DISTRICTS
    ]
    whole = Counter(row["old_code"] for row in tables["successions"] if row["kind"] == "merge")
    for row in tables["successions"]:
        kind = SAME_UNIT.get(row["kind"], "merge" if row["kind"] == "merge" else "merge_part")
        if kind == "merge" and whole[row["old_code"]] > 1:
            kind = "merge_part"  # printed whole into two communes: a person decides the shares
        rows.append(_succession(row, kind, "communes"))
    rows += _city_change(tables)
    return rows


def _succession(row: Row, kind: str, basis: str) -> Row:
    note = row.get("note_as_printed", "")
    return {
        "old_code": row["old_code"],
        "new_code": row["new_code"],
        "on": row["on"],
        "kind": kind,
        "basis": basis,
        "note": "" if note == "Nhập toàn bộ" else note,
    }


def _city_change(tables: Mapping[str, list[Row]]) -> list[Row]:
    """Đồng Nai became a city, and ten of its communes wards."""
    changed = [("city", row) for row in tables["provinces"] if row["valid_from"] == CITY_CHANGE]
    changed += [("wards", row) for row in tables["communes"] if row["valid_from"] == CITY_CHANGE]
    return [
        _succession(
            {"old_code": row["code"], "new_code": row["code"], "on": CITY_CHANGE}, "retype", basis
        )
        for basis, row in changed
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
