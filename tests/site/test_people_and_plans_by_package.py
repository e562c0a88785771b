"""Accounts and own plans in a data package: taken in, corrected, refused, and written again."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from songhanh.foundation.accounts.models import User
from songhanh.programme.cascade.models import LocalPlan
from songhanh.registry.roles.models import UserRole
from tests.site.conftest import Songhanh
from tests.site.packages import SESSIONS, UNITS, Row, plan, write_package

pytestmark = pytest.mark.django_db

Give = Callable[..., object]
KHLS = plan(SESSIONS, code="KHLS")


def user(username: str, unit_code: str, roles: str, **said: object) -> Row:
    return {"username": username, "unit_code": unit_code, "roles": roles, **said}


def own_plan(identity: str, unit_code: str, standing: str = "accepted", **said: object) -> Row:
    number = {"number": f"{identity}/KH-UBND", "issued_on": "2026-02-10"}
    named = {"id": identity, "unit_code": unit_code, "parent_plan_code": "KHLS"}
    return {**named, **number, "standing": standing, **said}


PEOPLE: list[Row] = [
    user("lan.nguyen", "A", "CO", full_name="Nguyễn Thị Lan", email="lan@example.vn"),
    user("lan.nguyen", "B", "CO|MO", full_name="Nguyễn Thị Lan", email="lan@example.vn"),
    user("minh", "S", "AD|LO", full_name="=Minh"),
]
OWN_PLANS: list[Row] = [
    own_plan("1", "A", submitted_on="2026-02-12", decided_on="2026-02-15"),
    own_plan("2", "B", "submitted", submitted_on="2026-02-12"),
    own_plan("3", "C", "returned"),
    own_plan("4", "S", "cancelled", number=""),
    own_plan("5", "S", "draft", issued_on=""),
]


@pytest.fixture
def take_in(songhanh: Songhanh, tmp_path: Path) -> Callable[..., object]:
    made: list[Path] = []

    def take(users: Sequence[Row] = (), plans: Sequence[Row] = ()) -> object:
        tables = {"units.csv": UNITS, "users.csv": users, "local_plans.csv": plans}
        given = {name: rows for name, rows in tables.items() if rows}
        made.append(write_package(tmp_path / f"p{len(made)}", given, [KHLS]))
        return songhanh("data", "import", made[-1], "--json").document

    return take


def out(songhanh: Songhanh, folder: Path, name: str) -> list[dict[str, str]]:
    assert songhanh("data", "export", folder).code == 0
    with (folder / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_people_come_with_their_roles_and_without_a_password(
    take_in: Give, songhanh: Songhanh, tmp_path: Path
) -> None:
    assert take_in(PEOPLE)["files"]["users.csv"]["added"] == 3
    lan = User.objects.get(username="lan.nguyen")
    assert not lan.has_usable_password()
    assert sorted(lan.roles.values_list("role", "unit__versions__code")) == [
        ("CO", "A"),
        ("CO", "B"),
        ("MO", "B"),
    ]
    again = take_in(PEOPLE)["files"]["users.csv"]
    assert (again["added"], again["changed"], again["same"]) == (0, 0, 3)
    written = out(songhanh, tmp_path / "out", "users.csv")
    assert [row["roles"] for row in written] == ["CO", "CO|MO", "AD|LO"]
    assert written[2]["full_name"] == "'=Minh"


def test_a_changed_row_gives_and_ends_roles(take_in: Give) -> None:
    take_in(PEOPLE)
    changed = take_in([user("lan.nguyen", "B", "MO|SO", full_name="Lan", email="")])
    assert changed["files"]["users.csv"]["changed"] == 1
    lan = User.objects.get(username="lan.nguyen")
    held = UserRole.objects.filter(user=lan, valid_to=None)
    assert sorted(held.values_list("role", flat=True)) == ["CO", "MO", "SO"]
    assert (lan.full_name, lan.email) == ("Lan", "")


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ([user("", "A", "CO")], [(2, "username")]),
        ([user("x", "A", "CO")], [(2, "username")]),
        ([user("lan", "ZZ", "CO")], [(2, "unit_code")]),
        ([user("lan", "A", "")], [(2, "roles")]),
        ([user("lan", "A", "CO|XX")], [(2, "roles")]),
        ([user("lan", "A", "CO", email="không phải thư")], [(2, "email")]),
        ([user("lan", "A", "CO", full_name="x" * 121)], [(2, "full_name")]),
        ([user("lan", "A", "CO"), user("lan", "A", "MO")], [(3, "username")]),
        (
            [user("lan", "A", "CO", full_name="Lan"), user("lan", "B", "CO", full_name="Mai")],
            [(3, "full_name")],
        ),
    ],
)
def test_a_wrong_user_is_refused_with_row_and_column(
    take_in: Give, rows: list[Row], places: list[tuple[int, str]]
) -> None:
    findings = take_in(rows)["findings"]
    assert [(one["row"], one["column"]) for one in findings] == places
    assert not User.objects.exists()


def test_a_role_for_a_time_or_in_anothers_place_is_not_written(
    take_in: Give, songhanh: Songhanh, tmp_path: Path
) -> None:
    take_in(PEOPLE)
    UserRole.objects.filter(user__username="minh", role="AD").update(valid_to="2030-01-01")
    User.objects.filter(username="lan.nguyen").update(is_active=False)
    (left,) = out(songhanh, tmp_path / "out", "users.csv")
    assert (left["username"], left["roles"]) == ("minh", "LO")


def test_own_plans_come_with_their_standing_and_go_out_again(
    take_in: Give, songhanh: Songhanh, tmp_path: Path
) -> None:
    assert take_in(plans=OWN_PLANS)["files"]["local_plans.csv"]["added"] == 5
    assert take_in(plans=OWN_PLANS)["files"]["local_plans.csv"]["same"] == 5
    written = out(songhanh, tmp_path / "out", "local_plans.csv")
    assert [(row["id"], row["standing"]) for row in written] == [
        ("1", "accepted"),
        ("2", "submitted"),
        ("3", "returned"),
        ("4", "cancelled"),
        ("5", "draft"),
    ]
    assert (written[0]["submitted_on"], written[0]["decided_on"]) == ("2026-02-12", "2026-02-15")
    assert (written[3]["number"], written[4]["issued_on"]) == ("", "")


def test_an_own_plan_is_corrected_beside_what_was_registered(
    take_in: Give, songhanh: Songhanh, tmp_path: Path
) -> None:
    take_in(plans=OWN_PLANS)
    moved = own_plan("2", "C", "accepted", number="9/KH-UBND")
    decided = own_plan("3", "C")
    counted = take_in(plans=[moved, decided])["files"]["local_plans.csv"]
    assert (counted["added"], counted["changed"]) == (0, 2)
    assert LocalPlan.objects.filter(external_id="2").count() == 2
    written = {row["id"]: row for row in out(songhanh, tmp_path / "out", "local_plans.csv")}
    assert (written["2"]["unit_code"], written["2"]["number"]) == ("C", "9/KH-UBND")
    assert written["3"]["standing"] == "accepted"


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ({"unit_code": "ZZ"}, "unit_code"),
        ({"parent_plan_code": "ZZ"}, "parent_plan_code"),
        ({"parent_plan_code": ""}, "parent_plan_code"),
        ({"standing": "đã nhận"}, "standing"),
        ({"issued_on": "10/02/2026"}, "issued_on"),
        ({"number": "x" * 61}, "number"),
        ({"id": ""}, "id"),
    ],
)
def test_a_wrong_own_plan_is_refused_with_row_and_column(
    take_in: Give, said: Row, column: str
) -> None:
    findings = take_in(plans=[own_plan("1", "A") | dict(said)])["findings"]
    assert [(one["row"], one["column"]) for one in findings] == [(2, column)]
    assert not LocalPlan.objects.exists()


def test_without_rows_nothing_changes(songhanh: Songhanh, tmp_path: Path) -> None:
    header = "\ufeffusername,unit_code,roles\n"
    folder = write_package(tmp_path / "p", {"users.csv": header})
    assert songhanh("data", "import", folder, "--json").code == 0
