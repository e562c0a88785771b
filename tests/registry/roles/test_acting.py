"""In which role somebody acts, and how far that role sees."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting, command_line
from songhanh.foundation.lib.errors import RefusedError
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.roles import actions, queries
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.models import UserRole
from tests.world import World, add_unit

DAY = date(2026, 6, 15)


def ids(world: World, codes: str) -> set[int]:
    return {world.units[code].pk for code in codes.split()}


def give(world: World, name: str, role: str, unit: str, *span: date | None) -> UserRole:
    return UserRole.objects.create(
        user=world.users[name],
        role=role,
        unit=world.units[unit],
        branch=world.units[unit],
        valid_from=span[0] if span else date(2020, 1, 1),
        valid_to=span[1] if len(span) > 1 else None,
    )


@pytest.mark.parametrize(
    ("day", "held"),
    [("2026-05-31", []), ("2026-06-01", ["UO"]), ("2026-06-30", ["UO"]), ("2026-07-01", [])],
)
def test_a_role_is_held_from_its_first_to_its_last_day(world: World, day, held) -> None:
    give(world, "binh", Role.CONTACT_OFFICER, "V", date(2026, 6, 1), date(2026, 6, 30))
    found = queries.roles_held(world.users["binh"], date.fromisoformat(day))
    assert [role.role for role in found] == held


def test_acting_says_who_for_which_unit(world: World) -> None:
    (held,) = queries.roles_held(world.users["minh"], DAY)
    assert queries.acting_in(held) == replace(world.acting["minh"], unit_name="Sở Nội vụ")


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("lan", "A a1"),
        ("son", "R"),
        ("minh", "P S V R M A B C a1"),
        ("xuan", "X"),
    ],
)
def test_a_role_sees_its_branch(world: World, name: str, codes: str) -> None:
    assert queries.visible_unit_ids(world.acting[name], DAY) == ids(world, codes)


def test_without_a_role_nothing_is_seen_and_from_the_command_line_everything(world: World) -> None:
    nobody = Acting(user_id=world.users["binh"].pk, username="binh", role="")
    assert queries.visible_unit_ids(nobody, DAY) == set()
    assert queries.visible_unit_ids(command_line(), DAY) is None


def test_the_branch_is_the_one_of_the_day(world: World) -> None:
    add_unit(world, "D", "Xã Đông Hải", UnitKind.COMMUNE, "P", (date(2026, 7, 1), None))
    minh = world.acting["minh"]
    assert world.units["D"].pk not in (queries.visible_unit_ids(minh, date(2026, 6, 30)) or set())
    assert world.units["D"].pk in (queries.visible_unit_ids(minh, date(2026, 7, 1)) or set())


@pytest.mark.parametrize(
    ("role", "unit", "branch"),
    [
        ("LO", "S", "P"),
        ("AD", "S", "P"),
        ("LD", "P", "P"),
        ("LD", "A", "A"),
        ("FO", "a1", "A"),
        ("UO", "S", "S"),
        ("CO", "A", "A"),
        ("MO", "R", "R"),
    ],
)
def test_the_usual_branch_of_a_role(world: World, role: str, unit: str, branch: str) -> None:
    found = queries.default_branch(role, world.units[unit].pk, DAY)
    assert found == world.units[branch].pk


def test_the_people_of_a_unit_are_those_of_the_day(world: World) -> None:
    give(world, "binh", Role.COMMUNE_OFFICER, "A", date(2026, 7, 1))
    unit = world.units["A"].pk
    assert [role.user.username for role in queries.people_of(unit, DAY)] == ["lan"]
    people = queries.people_of(unit, date(2026, 7, 1))
    assert {role.user.username for role in people} == {"lan", "binh"}


# ---------------------------------------------------------------- choosing a role ----


@pytest.fixture
def lan(world: World) -> Client:
    """Lan, who also administers the province on the side."""
    give(world, "lan", Role.ADMINISTRATOR, "P")
    client = Client()
    client.force_login(world.users["lan"])
    return client


def role_of(world: World, role: str) -> int:
    return world.users["lan"].roles.get(role=role).pk


def test_with_several_roles_one_is_asked_for_first(world: World, lan: Client) -> None:
    answer = lan.get("/users/?q=mai")
    assert answer.headers["Location"] == "/roles/choose/?next=%2Fusers%2F%3Fq%3Dmai"
    page = lan.get(answer.headers["Location"]).content.decode()
    assert "Cán bộ cấp xã" in page
    assert "Quản trị viên" in page
    chosen = {"role": role_of(world, "AD"), "next": "/users/?q=mai"}
    assert lan.post("/roles/choose/", chosen).headers["Location"] == "/users/?q=mai"
    assert lan.get("/users/?q=mai").status_code == 200


def test_a_form_sent_before_choosing_is_not_carried_out(world: World, lan: Client) -> None:
    answer = lan.post(f"/users/{world.users['mai'].pk}/deactivate/", {"reason": "x"}, follow=True)
    assert answer.request["PATH_INFO"] == "/roles/choose/"
    assert "chưa được lưu" in answer.content.decode()
    world.users["mai"].refresh_from_db()
    assert world.users["mai"].is_active


def test_one_acts_in_the_chosen_role_alone(world: World, lan: Client) -> None:
    lan.post("/roles/choose/", {"role": role_of(world, "CO")})
    assert lan.get("/users/").status_code == 403


def test_a_chosen_role_that_ends_is_asked_for_anew(world: World, lan: Client) -> None:
    lan.post("/roles/choose/", {"role": role_of(world, "AD")})
    give(world, "lan", Role.LEADER, "P")
    yesterday = clock.today() - timedelta(days=1)
    UserRole.objects.filter(pk=role_of(world, "AD")).update(valid_to=yesterday)
    assert lan.get("/users/").headers["Location"].startswith("/roles/choose/")


def test_a_role_is_chosen_by_its_key_however_large(world: World, lan: Client) -> None:
    large = UserRole.objects.create(
        pk=1_234_567,
        user=world.users["lan"],
        role=Role.LEADER,
        unit=world.units["P"],
        branch=world.units["P"],
        valid_from=date(2020, 1, 1),
    )
    page = lan.get("/roles/choose/").content.decode()
    assert f'name="role" value="{large.pk}"' in page


@pytest.mark.parametrize("chosen", ["", "x", "0", "999999"])
def test_only_a_role_one_holds_can_be_chosen(lan: Client, chosen: str) -> None:
    answer = lan.post("/roles/choose/", {"role": chosen})
    assert answer.status_code == 400
    assert "không giữ vai trò này" in answer.content.decode()


def test_the_role_of_somebody_else_cannot_be_chosen(world: World, lan: Client) -> None:
    with pytest.raises(RefusedError):
        actions.choose_role(
            lan.session, world.users["lan"], world.users["minh"].roles.get().pk, on=DAY
        )


def test_the_header_says_who_is_acting(world: World) -> None:
    client = Client()
    client.force_login(world.users["quan"])
    page = client.get("/users/").content.decode()
    for words in ("Đỗ Anh Quân", "quản trị viên", "Sở Nội vụ"):
        assert words in page


def test_a_role_that_has_ended_opens_nothing(world: World) -> None:
    yesterday = clock.today() - timedelta(days=1)
    UserRole.objects.filter(user=world.users["quan"]).update(valid_to=yesterday)
    client = Client()
    client.force_login(world.users["quan"])
    assert client.get("/users/").status_code == 403
