"""What the words of a plan count: the table, classes of the province, names of units."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from songhanh.engines.counting import (
    Coverage,
    DenominatorRule,
    TargetKind,
    UnitClass,
    resolve_subjects,
    units_counted,
)
from songhanh.engines.counting.wording import common_form
from tests.engines.counting.province import Province, day, target

TODAY = day("01/08/2026")
COMMUNE_LEVEL = "commune special_zone township ward"
TRUTH = Path(__file__).resolve().parents[4] / "shared" / "plans" / "truth"


@pytest.fixture
def province():
    return Province.of_the_cases()


@pytest.mark.parametrize(
    ("words", "kinds", "unresolved"),
    [
        ("các sở, ban, ngành", "department", ()),
        ("sở, ngành", "department", ()),
        ("Các Sở, Ban, Ngành của tỉnh", "department", ()),
        ("địa phương", f"district {COMMUNE_LEVEL}", ()),
        ("các xã, phường", COMMUNE_LEVEL, ()),
        ("xã, phường, thị trấn, đặc khu", COMMUNE_LEVEL, ()),
        ("Ủy ban nhân dân các xã, phường", COMMUNE_LEVEL, ()),
        ("Uỷ ban nhân dân các xã, phường, đặc khu", COMMUNE_LEVEL, ()),
        ("UBND cấp xã", COMMUNE_LEVEL, ()),
        ("các xã, phường trên địa bàn tỉnh", COMMUNE_LEVEL, ()),
        ("các huyện, thành phố", "district", ()),
        ("huyện, thị xã, thành phố", "district", ()),
        ("các tổ chức chính trị - xã hội", "mass_organisation", ()),
        ("tổ chức chính trị-xã hội", "mass_organisation", ()),
        ("đoàn thể", "mass_organisation", ()),
        ("cơ quan truyền thông", "press", ()),
        ("các cơ quan báo chí", "press", ()),
        ("Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thông các huyện, thành phố", "centre", ()),
        ("Trung tâm Văn hoá - Thể thao và Truyền thông", "centre", ()),
        ("mỗi thôn", "village", ()),
        ("thôn, tổ dân phố", "village", ()),
        ("trường, cơ sở giáo dục", "school", ()),
        ("sở, ngành, địa phương", f"department district {COMMUNE_LEVEL}", ()),
        (
            "các cơ quan, tổ chức, doanh nghiệp và người dân",
            "enterprise",
            ("cơ quan", "tổ chức", "người dân"),
        ),
        (
            "sở, ban, ngành, đơn vị, địa phương",
            f"department district {COMMUNE_LEVEL}",
            ("đơn vị",),
        ),
        ("các tổ chức xã hội", "", ("tổ chức xã hội",)),
        ("người dân", "", ("người dân",)),
    ],
)
def test_words_of_plans_mean_kinds_of_units(province, words, kinds, unresolved):
    found = resolve_subjects([words], province.world(), TODAY)
    assert found.kinds == frozenset(kinds.split())
    assert found.unresolved == unresolved
    assert found.is_known == bool(kinds)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà bình", "hòa bình"),
        ("Uỷ ban", "Ủy ban"),
        ("kỉ niệm", "kỷ niệm"),
        ("chính trị-xã hội", "chính trị - xã hội"),
        ("qui định", "quy định"),
        ("đội", "đội"),
    ],
)
def test_spellings_of_one_word_are_one_word(one, other):
    assert common_form(one) == common_form(other)


def test_letters_and_tones_still_tell_words_apart():
    assert common_form("xã") != common_form("xa")
    assert common_form("bản") != common_form("bàn")


def test_a_class_of_the_province_goes_before_the_table(province):
    province.classes.append(
        UnitClass("các sở, ban, ngành", frozenset({"department"}), frozenset({"P"}), frozenset("S"))
    )
    province.unit("S2", "department")
    ids, _ = units_counted(province.plan_of(), ["sở, ban, ngành"], province.world(), TODAY)
    assert ids == (province.ids["P"], province.ids["S2"])


def test_an_officer_may_choose_a_class_by_its_words(province):
    chosen = DenominatorRule(class_name="các sở, ban, ngành, đơn vị, địa phương")
    row = province.year(target(TargetKind.SESSIONS_PER_YEAR, denominator=chosen), "31/12/2026")
    assert row.failing == ("A", "B", "C", "S")
    assert row.apart == {"unresolved": ("đơn vị",)}


def test_a_class_is_found_whole_before_its_parts(province):
    province.classes.append(UnitClass("các cơ quan, đơn vị", codes=frozenset({"S"})))
    found = resolve_subjects(["cơ quan, đơn vị"], province.world(), TODAY)
    assert (found.codes, found.unresolved) == ({"S"}, ())


def test_a_unit_is_found_by_its_name_or_alias(province):
    province.unit("bao", "press", name="Báo Kon Tum")
    province.unit("dai", "press", name="Đài PT-TH", aliases=("Đài Phát thanh - Truyền hình tỉnh",))
    province.unit("vh", "department", name="Sở Văn hóa, Thể thao và Du lịch")
    words = ["Đài Phát thanh - Truyền hình tỉnh, Báo Kon Tum", "Sở Văn hoá, Thể thao và Du lịch"]
    found = resolve_subjects(words, province.world(), TODAY)
    assert found.codes == {"bao", "dai", "vh"}
    assert found.unresolved == ()


def test_a_name_of_two_units_is_left_to_a_person_unless_one_lies_in_the_territory(province):
    province.unit("Q", "province", parent=None)
    for code, parent in [("x1", "Q"), ("x2", "P")]:
        province.unit(code, "commune", parent=parent, name="Tân Lập")
    world, words = province.world(), ["Ủy ban nhân dân xã Tân Lập"]
    assert resolve_subjects(words, world, TODAY).unresolved == ("Ủy ban nhân dân xã Tân Lập",)
    assert resolve_subjects(words, world, TODAY, province.ids["P"]).codes == {"x2"}


def test_a_name_means_the_unit_that_bears_it_on_the_day(province):
    province.unit("ld", "department", name="Sở Lao động")
    province.version("ld", "01/03/2026", name="Sở Nội vụ", code="nv")
    world = province.world()
    assert resolve_subjects(["Sở Lao động"], world, day("28/02/2026")).codes == {"ld"}
    assert not resolve_subjects(["Sở Lao động"], world, day("01/03/2026")).is_known
    assert resolve_subjects(["Sở Nội vụ"], world, day("01/03/2026")).codes == {"nv"}


def test_the_territory_unit_is_not_one_of_its_units_but_a_listed_code_is(province):
    province.unit("Q", "province", parent=None)
    province.unit("X", "commune", parent="Q")
    by_kind = target(
        TargetKind.SESSIONS_PER_YEAR,
        denominator=DenominatorRule(kinds=frozenset({"province", "commune"})),
    )
    assert province.year(by_kind, "31/12/2026").failing == ("A", "B", "C")
    by_code = target(
        TargetKind.SESSIONS_PER_YEAR, denominator=DenominatorRule(codes=frozenset({"P", "X"}))
    )
    assert province.year(by_code, "31/12/2026").failing == ("P", "X")


def test_a_plan_of_an_office_above_all_units_counts_everything(province):
    province.unit("M", "ministry", parent=None)
    province.unit("Q", "province", parent=None)
    province.unit("X", "commune", parent="Q")
    row = province.year(
        target(TargetKind.SESSIONS_PER_YEAR), "31/12/2026", plan=province.plan_of("M")
    )
    assert row.denominator == 4


def test_nothing_is_known_until_an_officer_chooses(province):
    people = target(TargetKind.SESSIONS_PER_YEAR, subjects=("người dân",))
    row = province.year(people, "31/12/2026")
    assert (row.numerator, row.denominator, row.value, row.status) == (None, None, None, "no_data")
    assert row.apart == {"unresolved": ("người dân",)}
    assert row.required == 100


def test_the_units_of_the_coverage_serve_where_no_subjects_are_printed(province):
    covered = target(
        TargetKind.SESSIONS_PER_YEAR,
        subjects=(),
        coverage=Coverage(Decimal(90), denominator="các xã, phường"),
    )
    row = province.year(covered, "31/12/2026")
    assert (row.denominator, row.required) == (3, 90)


def test_the_subjects_of_the_source_plans_resolve_or_are_named(province):
    files = sorted(TRUTH.glob("*.json"))  # none where the reference material is not at hand
    printed = [one for file in files for one in json.loads(file.read_text())["targets"]]
    for one in printed:
        found = resolve_subjects(one["subjects"], province.world(), TODAY)
        assert found.is_known or found.unresolved
        assert "sở" not in {common_form(words) for words in found.unresolved}
