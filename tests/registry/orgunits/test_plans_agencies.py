"""The bodies that real plans name, against the units of each plan's own time in our own data."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from songhanh.foundation.lib.acting import command_line
from songhanh.registry.orgunits import queries
from songhanh.registry.orgunits.actions import add_usual_bodies, load_official_registry
from songhanh.registry.orgunits.queries import Outcome, Resolution
from tests.world import NOON

pytestmark = pytest.mark.django_db
TRUTH = Path(__file__).parents[4] / "shared" / "plans" / "truth"
PLANS = {
    # file: the day its units are those of, the code of its province
    "kt-2023": (date(2023, 2, 15), "62"),
    "tq-2022": (date(2022, 3, 15), "08"),
    "dl-2026": (date(2026, 6, 1), "66"),
}
ENOUGH = 0.98

NAMED = {
    "62": [
        # as written in plans of Kon Tum 2023: what they mean
        ("Sở LĐ-TBXH (Cơ quan TT BVSTBPN)", "62-SLDTBXH"),
        ("Sở Lao động, Thương binh và Xã hội tỉnh", "62-SLDTBXH"),
        ("Đài PT-TH tỉnh", "62-DAI"),
        ("Đài Phát thanh và Truyền hình tỉnh", "62-DAI"),
        ("Báo Kon Tum", "62-BAO"),
        ("UBND huyện Sa Thầy", "616"),
        ("Trung tâm Văn hóa-Thể thao-Du lịch và Truyền thông huyện Sa Thầy", "616-TTVH"),
        ("TT VHTTDL&TT huyện Sa Thầy", "616-TTVH"),
        ("Trung tâm Văn hoá – Thể thao – Du lịch và Truyền thông huyện Sa Thầy", "616-TTVH"),
        ("Chủ tịch, các PCT UBND tỉnh", "62"),
        ("CVP, các PCVP UBND tỉnh", "62-VPUB"),
    ],
    "66": [
        ("Báo và Phát thanh, Truyền hình Đắc Lắc", "66-BPTTH"),
        ("Báo, Phát thanh và Truyền hình Đắk Lắk", "66-BPTTH"),
        ("Báo và phát thanh, truyền hình Đắk Lắk", "66-BPTTH"),
        ("Thường trực HĐND tỉnh", "66-HDND"),
        ("Vụ CTTN&BDG", "TW-VCTTN"),
        ("Uỷ ban MTTQVN tỉnh", "66-MTTQ"),
        ("Sở Dân tộc và Tôn giáo", "66-SDTTG"),
        ("Sở GDĐT", "66-SGDDT"),
        ("Hội LHPN tỉnh", "66-LHPN"),
        ("Tỉnh Đoàn", "66-TNCS"),
        ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "66-MTTQ"),
        ("Công an tỉnh", "66-CA"),
        ("Bộ CHQS tỉnh", "66-BCHQS"),
    ],
}
CLASSES = [
    ("62", "Đài Truyền thanh cấp xã", {"station"}),
    ("62", "TT VHTTDL&TTcác huyện, thành phố", {"centre"}),
    ("62", "UBND các xã, phường, thị trấn", {"commune", "ward", "township", "special_zone"}),
    ("62", "các sở, ban, ngành", {"department"}),
    ("66", "các tổ chức CT-XH tỉnh", {"mass_organisation"}),
    ("66", "Thủ trưởng các sở, ban, ngành", {"department"}),
]


@pytest.fixture(scope="module")
def provinces(django_db_setup: None, django_db_blocker) -> Iterator[dict[str, int]]:
    """The country, and the usual bodies of the three provinces, each as it was and is."""
    with django_db_blocker.unblock(), transaction.atomic():
        by = {"acting": command_line(), "at": NOON}
        load_official_registry(**by)
        today = date(2026, 6, 15)
        for code in ("51", "66", "08"):
            add_usual_bodies(queries.unit_by_code(code, today), on=today, **by)
        yield {code: queries.unit_by_code(code, day).pk for day, code in PLANS.values()}
        transaction.set_rollback(True)


def day_of(province: str) -> date:
    return next(day for day, code in PLANS.values() if code == province)


@pytest.mark.parametrize(
    ("province", "text", "code"),
    [(province, text, code) for province, lines in NAMED.items() for text, code in lines],
)
def test_spellings_of_one_body_are_one_unit(
    provinces: dict[str, int], province: str, text: str, code: str
) -> None:
    meant = queries.resolve_name(text, day_of(province), provinces[province])
    assert (meant.outcome, [one.code for one in meant.units]) == (Outcome.UNIT, [code])


@pytest.mark.parametrize(("province", "text", "kinds"), CLASSES)
def test_classes_expand_on_the_day(
    provinces: dict[str, int], province: str, text: str, kinds: set[str]
) -> None:
    meant = queries.resolve_name(text, day_of(province), provinces[province])
    assert (meant.outcome, set(meant.kinds)) == (Outcome.CLASS, kinds)


def agencies(plan: dict) -> list[str]:
    """Agencies of assignments, as lines and one by one, and the lines of recipients."""
    found: list[str] = []
    for item in plan["assignments"]:
        found += [item["agency"], *item["agencies"]]
    for line in plan["recipients"]:
        text = line if isinstance(line, str) else line["text"]
        if not text.startswith("Lưu"):  # the archive line names no body
            found.append(text)
    return list(dict.fromkeys(found))


def settled(meant: Resolution) -> bool:
    return meant.outcome in (Outcome.UNIT, Outcome.CLASS)


def test_the_usual_bodies_a_second_time_change_nothing(provinces: dict[str, int]) -> None:
    unit = queries.unit_by_code("66", date(2026, 6, 15))
    again = add_usual_bodies(unit, acting=command_line(), at=NOON, on=date(2026, 6, 15))
    assert (again.units.added, again.units.changed) == (0, 0)
    assert (again.successions.added, again.successions.changed) == (0, 0)


if TRUTH.is_dir():

    @pytest.mark.parametrize("name", PLANS)
    def test_the_agencies_of_a_plan_resolve_by_themselves(
        provinces: dict[str, int], name: str
    ) -> None:
        plan = json.loads((TRUTH / f"{name}.json").read_text(encoding="utf-8"))
        day, province = PLANS[name]
        meant = {
            one.text: one
            for text in agencies(plan)
            for one in queries.resolve_names(text, day, provinces[province])
        }
        open_ones = [f"{text}: {one.outcome}" for text, one in meant.items() if not settled(one)]
        assert len(open_ones) <= len(meant) * (1 - ENOUGH), "; ".join(open_ones)
