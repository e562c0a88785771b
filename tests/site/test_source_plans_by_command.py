"""The source plans, from the file as received to figures: publish, import, ``results show``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.site.conftest import SetClock, Songhanh
from tests.site.packages import UNITS, Row, activity, item, items, sessions, unit, write_package

PLANS = Path(__file__).resolve().parents[3] / "shared" / "plans"
MORE_UNITS = [
    unit("R", "press", "P"),
    unit("T", "centre", "P"),
    unit("M", "mass_organisation", "P"),
    unit("H", "district", "P"),
]
ANSWERS: Mapping[str, tuple[int, Mapping[str, tuple[int | None, int | None]]]] = {
    # kind: how many pass of how many, counted by hand from the records below; the class of the
    # sessions names no unit there is but enterprises, of which the province has none
    "dl-2026": (
        2026,
        {
            "sessions_per_year": (0, 0),
            "action_month_plan_share": (1, 6),
            "awareness_increase": (None, None),
            "media_index_share": (1, 1),
            "convention_share": (1, 2),
            "digital_model_per_year": (1, 3),
        },
    ),
    "kt-2023": (
        2023,
        {
            "loudspeaker_items_per_quarter": (1, 3),
            "centre_items_per_quarter": (1, 1),
            "monthly_column": (None, None),  # the two outlets it names are not in this province
        },
    ),
    "tq-2022": (
        2025,
        {
            "sessions_per_year": (0, 0),
            "action_month_plan_share": (1, 5),
            "awareness_increase": (None, None),
            "media_index_share": (1, 1),
            "convention_share": (1, 2),
        },
    ),
}
AT_HAND = [name for name in ANSWERS if (PLANS / f"{name}.txt").is_file()]


def tables(year: int) -> dict[str, list[Row]]:
    """A year in which A and the centre do all they should, and B only keeps the Action Month."""
    quarters = [f"{year}-{month}" for month in ("02", "05", "08", "11")]
    old = {"state": "adopted", "adopted_on": "2020-01-01", "text_on": "2020-01-01"}
    return {
        "units.csv": [*UNITS, *MORE_UNITS],
        "activities.csv": [
            *sessions("A", 2, f"{year}-03"),
            activity("month", "B", f"{year}-11-20"),
        ],
        "media_items.csv": [
            *(one for month in quarters for outlet in "AT" for one in items(outlet, 3, month)),
            *(
                item(f"column-{month}", "R", f"{year}-{month:02}-10", type="feature")
                for month in range(1, 13)
            ),
        ],
        "campaign_plans.csv": [
            {"id": "1", "unit_code": "B", "campaign": "action_month", "year": year, "number": "1"}
            | {"standing": "accepted"}
        ],
        "media_index_stages.csv": [
            {"id": "1", "unit_code": "R", "stage": "official", "from_on": f"{year}-01-01"}
        ],
        "conventions.csv": [
            {"id": "1", "village_name": "Thôn 1", "commune_code": "A", **old}
            | {"reviewed_on": "2021-01-01", "discriminating": "no"},
            {"id": "2", "village_name": "Thôn 2", "commune_code": "A", **old},
        ],
        "models.csv": [
            {"id": "1", "commune_code": "A", "type": "digital_community", "name": "Nhóm số"}
            | {"started_on": f"{year}-01-01"}
        ],
        "model_activities.csv": [{"id": "1", "model_id": "1", "held_on": f"{year}-02-02"}],
    }


if AT_HAND:

    @pytest.mark.parametrize("name", AT_HAND)
    def test_every_target_of_a_source_plan_is_computed(
        songhanh: Songhanh, set_clock: SetClock, tmp_path: Path, name: str
    ) -> None:
        set_clock("2027-01-10")
        year, answers = ANSWERS[name]
        package = write_package(tmp_path / "package", tables(year))
        assert songhanh("data", "import", package, "--json").code == 0
        published = songhanh(
            "plan", "publish", PLANS / f"{name}.txt", "--issuer", "P", "--yes", "--json"
        )
        assert published.code == 0, published.err
        plan: dict[str, Any] = published.document
        shown = songhanh(
            "results", "show", "--plan", plan["code"], "--as-of", f"{year}-12-31", "--json"
        ).document
        of_year = [row for row in shown if row["period"] == str(year)]
        found = {row["kind"]: (row["numerator"], row["denominator"]) for row in of_year}
        assert found == answers
        assert len(of_year) == len(answers) == plan["targets"]
