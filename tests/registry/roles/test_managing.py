"""An administrator looks after the people of the branch, and of no other."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from songhanh.foundation.accounts.actions import NewUser
from songhanh.foundation.accounts.models import User
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.registry.roles import actions, queries
from songhanh.registry.roles.actions import RoleGrant
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.models import UserRole
from tests.world import NOON, World, add_person

FIRST = date(2026, 1, 1)
DAY = date(2026, 6, 15)


def to(world: World, role: str, unit: str, *span: date | None, branch: str = "") -> RoleGrant:
    return RoleGrant(
        role=role,
        unit_id=world.units[unit].pk,
        valid_from=span[0] if span and span[0] else FIRST,
        valid_to=span[1] if len(span) > 1 else None,
        branch_id=world.units[branch].pk if branch else None,
    )


def by(world: World, name: str = "quan"):
    return {"acting": world.acting[name], "at": NOON}


def test_a_granted_role_gets_its_usual_branch_and_one_fact(world: World) -> None:
    held = actions.grant_role(world.users["binh"], to(world, "LO", "V"), **by(world))
    assert (held.branch, held.valid_to) == (world.units["P"], None)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.user, entry.acting_role) == (
        "role.grant",
        world.users["quan"],
        "AD",
    )
    assert entry.subject_label == ("cán bộ cơ quan thường trực, Sở Văn hóa, Thể thao và Du lịch")


@pytest.mark.parametrize(
    ("unit", "branch", "name"),
    [
        ("X", "", "quan"),  # another province's unit
        ("A", "Q", "quan"),  # a scope beyond the branch
        ("A", "", "minh"),  # a lead officer
        ("A", "", "ha"),  # a leader
    ],
)
def test_nobody_grants_beyond_their_own_power(world: World, unit, branch, name) -> None:
    grant = to(world, "CO", unit, branch=branch)
    with pytest.raises(NotAllowedError):
        actions.grant_role(world.users["binh"], grant, **by(world, name))
    assert not UserRole.objects.filter(user=world.users["binh"]).exists()


def test_nobody_grants_or_ends_a_role_of_their_own(world: World) -> None:
    with pytest.raises(NotAllowedError, match="tự cấp"):
        actions.grant_role(world.users["quan"], to(world, "LO", "S"), **by(world))
    own = world.users["quan"].roles.get()
    with pytest.raises(NotAllowedError, match="tự cấp"):
        actions.end_role(own, last_day=DAY, **by(world))


@pytest.mark.parametrize(
    ("span", "refused"),
    [
        ((date(2026, 7, 1), date(2026, 6, 1)), "đứng trước ngày bắt đầu"),
        ((date(2019, 1, 1), date(2020, 1, 1)), "đã giữ vai trò này"),
        ((date(2026, 7, 1), None), "đã giữ vai trò này"),
    ],
)
def test_days_that_cannot_be_are_refused(world: World, span, refused: str) -> None:
    with pytest.raises(RefusedError, match=refused):
        actions.grant_role(world.users["lan"], to(world, "CO", "A", *span), **by(world))


def test_the_same_role_can_be_held_again_after_it_ended(world: World) -> None:
    actions.end_role(world.users["lan"].roles.get(), last_day=DAY, **by(world))
    actions.grant_role(world.users["lan"], to(world, "CO", "A", date(2026, 6, 16)), **by(world))
    assert len(queries.roles_of(world.users["lan"])) == 2


def test_an_ended_role_is_not_ended_later(world: World) -> None:
    held = world.users["lan"].roles.get()
    actions.end_role(held, last_day=date(2026, 3, 31), **by(world))
    with pytest.raises(RefusedError, match="31/03/2026"):
        actions.end_role(held, last_day=DAY, **by(world))


def test_a_role_that_ends_before_it_began_is_taken_back(world: World) -> None:
    held = actions.grant_role(
        world.users["binh"], to(world, "UO", "V", date(2026, 8, 1)), **by(world)
    )
    actions.end_role(held, last_day=date(2026, 7, 31), **by(world))
    assert not UserRole.objects.filter(user=world.users["binh"]).exists()


def test_a_new_user_comes_with_a_role_or_not_at_all(world: World) -> None:
    person = NewUser("hoa.le", "Lê Thị Hoa")
    opened = actions.create_user(person, to(world, "CO", "B"), **by(world))
    assert opened.user.check_password(opened.password)
    assert opened.user.must_change_password
    assert AuditEntry.objects.get().verb == "account.create"
    with pytest.raises(NotAllowedError):
        actions.create_user(NewUser("hoa.tran"), to(world, "CO", "X"), **by(world))
    assert not User.objects.filter(username="hoa.tran").exists()


def test_whoever_reaches_beyond_the_branch_is_left_alone(world: World) -> None:
    add_person(world, "an", "Phan Văn An", (Role.ADMINISTRATOR, "A", "A"))
    actions.grant_role(world.users["lan"], to(world, "LO", "S"), **by(world))
    with pytest.raises(NotAllowedError, match="ngoài phạm vi"):
        actions.reset_password(world.users["lan"], **by(world, "an"))
    assert actions.reset_password(world.users["lan"], **by(world)).password


@pytest.mark.parametrize("name", ["minh", "lan", "ha", "son", "thu"])
def test_only_administrators_manage_users(world: World, name: str) -> None:
    with pytest.raises(NotAllowedError, match="Chỉ quản trị viên"):
        actions.deactivate_user(world.users["mai"], reason="x", **by(world, name))


def test_nobody_closes_their_own_account(world: World) -> None:
    with pytest.raises(NotAllowedError, match="không tự"):
        actions.deactivate_user(world.users["quan"], reason="x", **by(world))


# ---------------------------------------------------------------------- the pages ----


@pytest.fixture
def quan(world: World) -> Client:
    client = Client()
    client.force_login(world.users["quan"])
    return client


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "ha lan mai minh quan son thu"),
        ("q=nguyen", "lan"),
        ("q=Lê+Văn", "minh"),
        ("q=thu", "thu"),
        ("role=CO", "lan mai"),
        ("unit=an+hoa", "lan"),
        ("unit=S", "minh quan"),
        ("state=closed", "mai"),
        ("q=xuan", ""),
        ("q=binh", ""),
    ],
)
def test_the_list_shows_the_branch_as_filtered(world, quan, query: str, names: str) -> None:
    User.objects.filter(username="mai").update(is_active=False)
    answer = quan.get(f"/users/?{query}")
    found = {row.person.username for row in answer.context["rows"]}
    assert found == set(names.split())
    assert ("Không có tài khoản nào như đã lọc" in answer.content.decode()) is not bool(names)


def test_the_list_takes_the_same_queries_for_many_users(
    world, quan, django_assert_num_queries
) -> None:
    quan.get("/users/")  # the first page of a session notes when it was
    with CaptureQueriesContext(connection) as few:
        quan.get("/users/")
    for number in range(9):
        add_person(world, f"them-{number}", "", (Role.COMMUNE_OFFICER, "B", "B"))
    with django_assert_num_queries(len(few)):
        quan.get("/users/")


def test_the_list_comes_as_an_excel_file(quan) -> None:
    answer = quan.get("/users/?role=CO&format=xlsx")
    assert answer.content.startswith(b"PK")
    assert "tai-khoan.xlsx" in answer.headers["Content-Disposition"]


def test_a_one_time_password_is_shown_once_and_kept_nowhere(world, quan) -> None:
    form = {
        "full_name": "Lê Thị Hoa",
        "username": "hoa.le",
        "role": "CO",
        "unit": "binh minh",
        "valid_from": "01/01/2026",
    }
    answer = quan.post("/users/new/", form)
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    user = User.objects.get(username="hoa.le")
    assert user.check_password(password)
    assert password not in quan.get(f"/users/{user.pk}/").content.decode()


@pytest.mark.parametrize(
    ("unit", "sentence"),
    [
        ("xã An Hoà", ""),
        ("A", ""),
        ("an hoa", "Có 2 đơn vị ứng với"),
        ("khong co", "Không tìm thấy đơn vị"),
        ("Xuân Lộc", "Không tìm thấy đơn vị"),
        ("xã", "đơn vị ứng với"),
    ],
)
def test_a_unit_is_meant_by_its_name_or_code(world, quan, unit: str, sentence: str) -> None:
    form = {"role": "UO", "unit": unit, "valid_from": "01/01/2026"}
    answer = quan.post(f"/users/{world.users['mai'].pk}/roles/new/", form)
    if sentence:
        assert answer.status_code == 400
        assert sentence in answer.content.decode()
    else:
        assert answer.status_code == 302


def test_the_page_of_a_user_and_its_doings(world, quan) -> None:
    pk = world.users["mai"].pk
    assert "Phường Bình Minh" in quan.get(f"/users/{pk}/").content.decode()
    quan.post(f"/users/{pk}/edit/", {"full_name": "Trần Thị Mai Hương"})
    quan.post(f"/users/{pk}/deactivate/", {"reason": "chuyển công tác"})
    user = User.objects.get(pk=pk)
    assert (user.full_name, user.folded_name, user.is_active) == (
        "Trần Thị Mai Hương",
        "tran thi mai huong",
        False,
    )
    quan.post(f"/users/{pk}/activate/")
    assert quan.post(f"/users/{pk}/reset-password/").context["password"]
    held = world.users["mai"].roles.get()
    quan.post(f"/users/roles/{held.pk}/end/", {"last_day": "30/06/2026"})
    held.refresh_from_db()
    assert held.valid_to == date(2026, 6, 30)
    assert list(AuditEntry.objects.order_by("at").values_list("verb", flat=True)) == [
        "account.change",
        "account.deactivate",
        "account.activate",
        "account.reset_password",
        "role.end",
    ]
    assert AuditEntry.objects.get(verb="account.deactivate").reason == "chuyển công tác"


@pytest.mark.parametrize("name", ["xuan", "binh"])
def test_people_of_other_provinces_are_not_there(world, quan, name: str) -> None:
    pk = world.users[name].pk
    for page in ("", "edit/", "deactivate/", "roles/new/"):
        assert quan.get(f"/users/{pk}/{page}").status_code == 404
    for page in ("reset-password/", "activate/", "deactivate/", "roles/new/"):
        assert quan.post(f"/users/{pk}/{page}", {"reason": "x"}).status_code == 404


def test_what_may_not_be_done_is_greyed_with_the_reason(world, quan) -> None:
    page = quan.get(f"/users/{world.users['quan'].pk}/").content.decode()
    assert "Quản trị viên không tự thay đổi tài khoản của mình" in page
