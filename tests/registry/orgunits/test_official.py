"""The official units of the country: exact counts on the days on which the map changed."""

from datetime import date
from pathlib import Path

import pytest
from django.db.models import Count

from songhanh.foundation.audit.models import AuditEntry, RowChange
from songhanh.foundation.lib.acting import command_line
from songhanh.registry.orgunits import queries
from songhanh.registry.orgunits.actions import load_official_registry
from songhanh.registry.orgunits.enums import COMMUNE_LEVEL
from songhanh.registry.orgunits.models import OrgUnit, Succession, UnitVersion
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]

LAST_OLD, FIRST_NEW = date(2025, 6, 30), date(2025, 7, 1)
LAST_PROVINCE, FIRST_CITY = date(2026, 4, 29), date(2026, 4, 30)

COUNTRY = [
    # day, provinces, districts, communes, wards, townships, special zones
    (LAST_OLD, 63, 696, 7688, 1728, 617, 0),
    (FIRST_NEW, 34, 0, 2621, 687, 0, 13),
    (LAST_PROVINCE, 34, 0, 2621, 687, 0, 13),
    (FIRST_CITY, 34, 0, 2611, 697, 0, 13),
]


@pytest.mark.parametrize("line", COUNTRY, ids=lambda line: line[0].isoformat())
def test_the_country_on_a_boundary_day(line: tuple) -> None:
    day, *expected = line
    found = dict(
        UnitVersion.objects.filter(queries.valid_on(day)).values_list("kind").annotate(Count("pk"))
    )
    kinds = ("province", "district", "commune", "ward", "township", "special_zone")
    assert [found.get(kind, 0) for kind in kinds] == expected
    assert sum(found.values()) == sum(expected)


@pytest.mark.parametrize(
    ("code", "name", "before", "since"),
    [
        ("51", "Tỉnh Quảng Ngãi", 170, 96),
        ("66", "Tỉnh Đắk Lắk", 180, 102),
        ("08", "Tỉnh Tuyên Quang", 136, 124),
        ("75", "Thành phố Đồng Nai", None, 95),
    ],
)
def test_communes_of_a_province(code: str, name: str, before: int | None, since: int) -> None:
    for day, count in ((LAST_OLD, before), (FIRST_NEW, since), (FIRST_CITY, since)):
        unit = queries.unit_by_code(code, day)
        assert unit is not None
        if count is not None:
            assert queries.units_under(unit.pk, day, COMMUNE_LEVEL).count() == count
    assert queries.names_on([unit.pk], FIRST_CITY) == {unit.pk: name}


def test_dong_nai_is_a_city_from_its_day_on_and_stays_one_unit() -> None:
    before = queries.unit_by_code("75", LAST_PROVINCE)
    since = queries.unit_by_code("75", FIRST_CITY)
    assert before == since is not None
    names = [queries.names_on([since.pk], day)[since.pk] for day in (LAST_PROVINCE, FIRST_CITY)]
    assert names == ["Tỉnh Đồng Nai", "Thành phố Đồng Nai"]


def test_a_code_means_a_unit_together_with_a_day() -> None:
    before, since = (
        queries.unit_by_code("00004", LAST_OLD),
        queries.unit_by_code("00004", FIRST_NEW),
    )
    assert before is not None
    assert since is not None
    assert before != since
    names = queries.names_on([before.pk, since.pk], FIRST_NEW)
    assert names == {before.pk: "Phường Trúc Bạch", since.pk: "Phường Ba Đình"}


def test_an_unchanged_commune_is_one_unit_under_two_parents() -> None:
    unit = queries.unit_by_code("23536", FIRST_NEW)  # Xã Mô Rai, printed "Giữ nguyên"
    assert unit is not None
    assert queries.unit_by_code("23536", LAST_OLD) == unit
    kinds = []
    for day in (LAST_OLD, FIRST_NEW):
        parent = queries.parent_on(unit.pk, day)
        assert parent is not None
        kinds.append(queries.versions_on([parent.pk], day)[parent.pk].kind)
    assert kinds == ["district", "province"]


@pytest.mark.parametrize("code", ["11948", "19742", "20333", "21548", "26732"])
def test_an_island_district_goes_on_as_the_special_zone_of_its_name(code: str) -> None:
    zone = queries.unit_by_code(code, FIRST_NEW)
    assert zone is not None
    (step,) = queries.steps_around(zone.pk)
    names = queries.names_on([step.old_id, step.new_id], LAST_OLD)
    assert names[step.old_id] == names[zone.pk].replace("Đặc khu", "Huyện")


def test_every_unit_below_a_province_leads_to_it_on_either_map() -> None:
    for day in (LAST_OLD, FIRST_NEW):
        ids = list(
            UnitVersion.objects.filter(queries.valid_on(day)).values_list("unit_id", flat=True)
        )
        chains = queries.ancestors_on(ids, day)
        tops = {chain[-1] for chain in chains.values()}
        kinds = {version.kind for version in queries.versions_on(tops, day).values()}
        assert kinds == {"province"}


def test_shares_of_divided_communes_wait_for_a_person() -> None:
    parts = Succession.objects.filter(kind="merge_part")
    assert parts.count() == 974
    assert not parts.filter(share__isnull=False).exists()
    assert set(parts.exclude(note="").values_list("note", flat=True)) >= {"Nhập một phần"}


def test_every_old_commune_says_what_became_of_it() -> None:
    communes = UnitVersion.objects.filter(kind__in=("commune", "ward", "township"))
    ended = set(communes.filter(valid_to=LAST_OLD).values_list("unit_id", flat=True))
    told = set(Succession.objects.values_list("old_id", flat=True))
    assert len(ended) == 10_033
    assert ended <= told


def test_loading_again_changes_nothing() -> None:
    facts, changes = AuditEntry.objects.count(), RowChange.objects.count()
    units = OrgUnit.objects.count()
    again = load_official_registry(acting=command_line(), at=NOON)
    assert (again.units.added, again.units.changed, again.units.same) == (0, 0, 14147)
    assert (again.successions.added, again.successions.changed) == (0, 0)
    assert OrgUnit.objects.count() == units
    assert RowChange.objects.count() == changes
    assert AuditEntry.objects.count() == facts + 1


def test_a_newer_list_changes_what_differs(tmp_path: Path) -> None:
    """Trảng Bom gets another name on a later list: one more version, nothing else."""
    lists = Path(__file__).parents[3] / "src/songhanh/registry/orgunits/data/official"
    for name in ("bases.csv", "successions.csv"):
        (tmp_path / name).write_bytes((lists / name).read_bytes())
    text = (lists / "units.csv").read_text(encoding="utf-8")
    line = "26248,Phường Trảng Bom,ward,75,2026-04-30,"
    newer = f"{line}2027-06-30\n26248,Phường Bom,ward,75,2027-07-01,"
    (tmp_path / "units.csv").write_text(text.replace(line, newer), encoding="utf-8")
    again = load_official_registry(acting=command_line(), at=NOON, lists=tmp_path)
    assert (again.units.added, again.units.changed) == (1, 1)
    unit = queries.unit_by_code("26248", date(2027, 7, 1))
    assert queries.names_on([unit.pk], date(2027, 6, 30)) == {unit.pk: "Phường Trảng Bom"}
    assert queries.names_on([unit.pk], date(2027, 7, 1)) == {unit.pk: "Phường Bom"}
    assert queries.parent_on(unit.pk, date(2027, 7, 1)) == queries.unit_by_code("75", FIRST_CITY)
