"""Units, successions and classes of a data package (contract: data package)."""

from datetime import date

import pytest

from songhanh.foundation.audit.models import AuditEntry, RowChange
from songhanh.foundation.lib.tables import ImportCount
from songhanh.registry.orgunits import queries
from songhanh.registry.orgunits.models import (
    AreaFlag,
    OrgUnit,
    Succession,
    UnitClass,
    UnitFunction,
    UnitRelation,
    UnitVersion,
)
from tests.registry.orgunits.tables import errors, take

BEFORE, DAY = date(2026, 6, 30), date(2026, 7, 1)
PROVINCE = """
P,Tỉnh Hải Sơn,province
A,Xã An Hòa,commune,P
B,Xã Bình Minh,commune,P
a1,Đài truyền thanh An Hòa,station,A
"""

pytestmark = pytest.mark.django_db


def versions() -> list[tuple[str, str, date | None, date | None]]:
    found = UnitVersion.objects.order_by("code", "valid_from", "pk")
    return [(one.code, one.name, one.valid_from, one.valid_to) for one in found]


def test_a_small_package_stands_as_written() -> None:
    counts, findings = take(PROVINCE)
    assert findings == []
    assert counts == {"units.csv": ImportCount(added=4)}
    top = queries.unit_by_code("P", DAY)
    assert top is not None
    assert {one.code for one in queries.units_under(top.pk, DAY)} == {"A", "B", "a1"}


def test_the_same_package_again_changes_nothing() -> None:
    package = (PROVINCE, "A,B,2026-07-01,merge", "các xã;commune;;B")
    take(*package)
    before = versions(), Succession.objects.count(), RowChange.objects.count()
    counts, findings = take(*package)
    assert findings == [] or all(one.severity == "warning" for one in findings)
    assert counts == {
        "units.csv": ImportCount(same=4),
        "successions.csv": ImportCount(same=1),
        "classes.csv": ImportCount(same=1),
    }
    assert (versions(), Succession.objects.count(), RowChange.objects.count()) == before


def test_a_changed_row_is_a_correction_with_history() -> None:
    take(PROVINCE)
    counts, _findings = take(PROVINCE.replace("Xã An Hòa", "Xã An Hoà Đông"))
    assert counts["units.csv"] == ImportCount(changed=1, same=3)
    assert ("A", "Xã An Hoà Đông", None, None) in versions()
    assert RowChange.objects.filter(table_name="orgunits_unitversion").count() == 1


def test_an_import_is_one_fact() -> None:
    take(PROVINCE, "A,B,2026-07-01,merge")
    assert [fact.verb for fact in AuditEntry.objects.all()] == ["orgunit.import"]


class TestIdentity:
    def test_a_merged_unit_ends_by_itself(self) -> None:
        take(PROVINCE, "A,B,2026-07-01,merge")
        assert queries.unit_by_code("A", BEFORE) is not None
        assert queries.unit_by_code("A", DAY) is None

    def test_rows_of_one_code_are_versions_of_one_unit(self) -> None:
        take("A,Xã An Hòa,commune,,,2026-06-30\nA,Phường An Hòa,ward,,2026-07-01")
        assert OrgUnit.objects.count() == 1
        assert queries.unit_by_code("A", BEFORE) == queries.unit_by_code("A", DAY)

    @pytest.mark.parametrize("kind", ["merge", "merge_part", "split"])
    def test_a_code_that_passes_on_bears_two_units(self, kind: str) -> None:
        shares = {"merge": ("", ""), "merge_part": ("", ""), "split": ("0.5", "0.5")}[kind]
        take(
            "A,Xã Cũ,commune,,,2026-06-30\nA,Xã Mới,commune,,2026-07-01\nB,Xã B,commune",
            f"A,A,2026-07-01,{kind},{shares[0]}"
            + ("" if kind == "merge" else f"\nA,B,2026-07-01,{kind},{shares[1]}"),
        )
        before, since = queries.unit_by_code("A", BEFORE), queries.unit_by_code("A", DAY)
        assert before is not None
        assert since is not None
        assert before != since
        step = queries.standing_successions([before.pk]).get(new=since)
        assert (step.old, step.kind) == (before, kind)

    def test_one_open_row_speaks_of_the_unit_before_and_after_a_merger_under_its_code(self) -> None:
        """A and B merge into a new unit that keeps the code B and its name."""
        take(PROVINCE, "A,B,2026-07-01,merge\nB,B,2026-07-01,merge")
        before, since = queries.unit_by_code("B", BEFORE), queries.unit_by_code("B", DAY)
        assert before is not None
        assert since is not None
        assert before != since
        assert queries.parent_on(since.pk, DAY) == queries.unit_by_code("P", DAY)

    def test_a_child_follows_the_code_of_its_parent(self) -> None:
        """P merges into a new P: its communes stand under the old one, then under the new one."""
        take(PROVINCE, "P,P,2026-07-01,merge")
        commune = queries.unit_by_code("A", DAY)
        assert commune is not None
        parents = [queries.parent_on(commune.pk, day) for day in (BEFORE, DAY)]
        assert parents == [queries.unit_by_code("P", day) for day in (BEFORE, DAY)]
        assert parents[0] != parents[1]

    def test_a_rename_that_changes_the_code_leaves_one_unit(self) -> None:
        take(
            "A,Sở Lao động,department\nN,Sở Nội vụ,department,,2026-07-01",
            "A,N,2026-07-01,rename",
        )
        assert OrgUnit.objects.count() == 1
        assert queries.unit_by_code("A", BEFORE) == queries.unit_by_code("N", DAY)
        assert queries.unit_by_code("A", DAY) is None
        again, _findings = take(
            "A,Sở Lao động,department\nN,Sở Nội vụ,department,,2026-07-01",
            "A,N,2026-07-01,rename",
        )
        assert again["units.csv"] == ImportCount(same=2)

    def test_a_merger_told_later_ends_the_stored_unit(self) -> None:
        take(PROVINCE)
        old = queries.unit_by_code("A", DAY)
        counts, findings = take(successions="A,B,2026-07-01,merge,,NQ 7")
        assert errors(findings) == []
        assert counts["successions.csv"] == ImportCount(added=1)
        assert queries.unit_by_code("A", BEFORE) == old
        assert queries.unit_by_code("A", DAY) is None

    def test_a_share_decided_later_replaces_the_open_one(self) -> None:
        rows = "A,Xã A,commune\nE,Xã E,commune\nF,Xã F,commune"
        take(rows, "A,E,2026-07-01,split\nA,F,2026-07-01,split")
        counts, _findings = take(rows, "A,E,2026-07-01,split,0.6\nA,F,2026-07-01,split,0.4")
        assert counts["successions.csv"] == ImportCount(changed=2)
        shares = [str(row.share) for row in queries.standing_successions()]
        assert shares == ["0.600000", "0.400000"]


class TestMoreColumns:
    def test_aliases_flags_and_functions_hold_for_the_span_of_their_row(self) -> None:
        take(
            "A,Xã A,commune,,,2026-06-30,An|Xã An,remote|difficult,standing_unit\n"
            "A,Xã A Mới,commune,,2026-07-01,,,remote"
        )
        flags = set(AreaFlag.objects.values_list("kind", "valid_from", "valid_to"))
        assert flags == {("remote", None, None), ("difficult", None, BEFORE)}
        assert list(UnitFunction.objects.values_list("function", "valid_to")) == [
            ("standing_unit", BEFORE)
        ]
        assert queries.resolve_name("Xã An", DAY).units[0].code == "A"

    def test_a_parent_that_stays_is_one_place(self) -> None:
        take("P,Tỉnh,province\nA,Xã A,commune,P,,2026-06-30\nA,Phường A,ward,P,2026-07-01")
        assert UnitRelation.objects.count() == 1

    def test_a_class_is_a_rule(self) -> None:
        counts, findings = take(PROVINCE, "", "các xã vùng cao;commune;a1;B")
        assert (counts["classes.csv"], findings) == (ImportCount(added=1), [])
        top = queries.unit_by_code("P", DAY)
        members, unresolved = queries.members_of_words(["Các xã vùng cao"], top.pk, DAY)
        assert ([one.code for one in members], unresolved) == (["A", "a1"], ())


FAULTS = [
    # what is wrong, units, successions, classes, where it is said
    ("an empty code", ",Xã A,commune", "", "", [("units.csv", 2, "code")]),
    ("an empty name", "A,,commune", "", "", [("units.csv", 2, "name")]),
    ("a kind of no list", "A,Xã A,hamlet", "", "", [("units.csv", 2, "kind")]),
    ("a day that is none", "A,Xã A,commune,,2026-02-30", "", "", [("units.csv", 2, "valid_from")]),
    ("an end before the start", "A,Xã A,commune,,2026-02-01,2026-01-31", "", "",
     [("units.csv", 2, "valid_to")]),
    ("a flag of no list", "A,Xã A,commune,,,,,hilly", "", "", [("units.csv", 2, "area_flags")]),
    ("a parent that is nowhere", "A,Xã A,commune,Z", "", "", [("units.csv", 2, "parent_code")]),
    ("its own parent", "A,Xã A,commune,A", "", "", [("units.csv", 2, "parent_code")]),
    ("a circle of parents", "A,Xã A,commune,B\nB,Xã B,commune,A", "", "",
     [("units.csv", 2, "parent_code"), ("units.csv", 3, "parent_code")]),
    ("spans that overlap", "A,Xã A,commune,,,2026-06-30\nA,Xã AA,commune,,2026-06-30", "", "",
     [("units.csv", 3, "valid_from")]),
    ("an old unit that is nowhere", "B,Xã B,commune", "Z,B,2026-07-01,merge", "",
     [("successions.csv", 2, "old_code")]),
    ("a successor that is nowhere", "A,Xã A,commune", "A,Z,2026-07-01,merge", "",
     [("successions.csv", 2, "new_code")]),
    ("no successor named", "A,Xã A,commune", "A,,2026-07-01,merge", "",
     [("successions.csv", 2, "new_code")]),
    ("a successor not yet valid", "A,Xã A,commune\nB,Xã B,commune,,2026-08-01",
     "A,B,2026-07-01,merge", "", [("successions.csv", 2, "new_code")]),
    ("an end after the merger", "A,Xã A,commune,,,2026-12-31\nB,Xã B,commune",
     "A,B,2026-07-01,merge", "", [("units.csv", 2, "valid_to")]),
    ("merged whole twice", "A,Xã A,commune\nB,Xã B,commune\nC,Xã C,commune",
     "A,B,2026-07-01,merge\nA,C,2026-07-01,merge", "", [("successions.csv", 3, "share")]),
    ("shares over 1", "A,Xã A,commune\nB,Xã B,commune\nC,Xã C,commune",
     "A,B,2026-07-01,split,0.7\nA,C,2026-07-01,split,0.4", "", [("successions.csv", 3, "share")]),
    ("one share over 1", "A,Xã A,commune\nB,Xã B,commune", "A,B,2026-07-01,merge_part,1.5", "",
     [("successions.csv", 2, "share")]),
    ("a negative share", "A,Xã A,commune\nB,Xã B,commune", "A,B,2026-07-01,merge_part,-0.1", "",
     [("successions.csv", 2, "share")]),
    ("a kind of succession of no list", "A,Xã A,commune\nB,Xã B,commune", "A,B,2026-07-01,join",
     "", [("successions.csv", 2, "kind")]),
    ("no day", "A,Xã A,commune\nB,Xã B,commune", "A,B,,merge", "",
     [("successions.csv", 2, "on")]),
    ("parts given in a circle", "A,Xã A,commune\nB,Xã B,commune",
     "A,B,2026-07-01,merge_part,0.5\nB,A,2026-07-01,merge_part,0.5", "",
     [("successions.csv", 2, "new_code"), ("successions.csv", 3, "new_code")]),
    ("one succession told in two ways", "A,Xã A,commune\nB,Xã B,commune",
     "A,B,2026-07-01,merge_part,0.5\nA,B,2026-07-01,merge_part,0.4", "",
     [("successions.csv", 3, "old_code")]),
    ("a class of nothing", PROVINCE, "", "các xã", [("classes.csv", 2, "kinds")]),
    ("a class with a code nobody bears", PROVINCE, "", "các xã;commune;Z;Y",
     [("classes.csv", 2, "codes"), ("classes.csv", 2, "exclude_codes")]),
    ("a class told in two ways", PROVINCE, "", "các xã;commune\ncác xã;ward",
     [("classes.csv", 3, "class")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("units", "successions", "classes", "places"),
    [pytest.param(*fault[1:], id=fault[0]) for fault in FAULTS],
)
def test_a_fault_is_said_in_its_place_and_nothing_is_stored(
    units: str, successions: str, classes: str, places: list[tuple[str, int, str]]
) -> None:
    counts, findings = take(units, successions, classes)
    assert errors(findings) == places
    assert counts == {}
    assert not OrgUnit.objects.exists()
    assert not UnitClass.objects.exists()
    assert all(one.message.startswith(f"Tệp {one.file}") for one in findings)


def test_mergers_in_a_circle_are_said_to_be_one() -> None:
    _counts, findings = take(
        "A,Xã A,commune\nB,Xã B,commune", "A,B,2026-07-01,merge\nB,A,2026-07-01,merge"
    )
    circles = [one for one in findings if "sáp nhập vào nhau" in one.message]
    assert [(one.row, one.column) for one in circles] == [(2, "new_code"), (3, "new_code")]


def test_all_faults_of_a_package_are_said_at_once() -> None:
    _counts, findings = take(
        "A,Xã A,hamlet\nB,Xã B,commune,Z", "A,B,2026-13-01,merge", "các xã;hamlet"
    )
    assert errors(findings) == [
        ("units.csv", 2, "kind"),
        ("successions.csv", 2, "on"),
        ("units.csv", 3, "parent_code"),
        ("classes.csv", 2, "kinds"),
        ("classes.csv", 2, "kinds"),
    ]


def test_equal_rows_are_one_with_a_warning() -> None:
    counts, findings = take("A,Xã A,commune\nA,Xã A,commune")
    assert counts["units.csv"] == ImportCount(added=1)
    assert [(one.row, one.severity) for one in findings] == [(3, "warning")]


def test_a_day_after_today_is_a_warning() -> None:
    counts, findings = take("A,Xã A,commune,,2027-01-01")
    assert counts["units.csv"].added == 1
    assert [(one.column, one.severity) for one in findings] == [("valid_from", "warning")]


class TestOverTheOfficialUnits:
    pytestmark = pytest.mark.usefixtures("country")

    def test_a_row_without_days_speaks_of_the_unit_of_today(self) -> None:
        """The days the official list fixed stay; so does the parent."""
        before = queries.unit_by_code("21548", DAY)
        counts, findings = take("21548,Đặc khu Lý Sơn,special_zone")
        assert (counts["units.csv"], findings) == (ImportCount(same=1), [])
        assert queries.unit_by_code("21548", DAY) == before
        assert queries.unit_by_code("00004", date(2025, 1, 1)) is not None

    def test_departments_are_added_below_an_official_province(self) -> None:
        counts, findings = take("QNG-SNV,Sở Nội vụ,department,51")
        assert (counts["units.csv"], findings) == (ImportCount(added=1), [])
        unit = queries.unit_by_code("QNG-SNV", DAY)
        assert queries.names_on([queries.territory_of(unit.pk, DAY).pk], DAY).popitem()[1] == (
            "Tỉnh Quảng Ngãi"
        )
        assert queries.names_on(
            [queries.territory_of(unit.pk, date(2024, 1, 1)).pk], date(2024, 1, 1)
        )
