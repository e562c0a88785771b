"""The audit can be read: who did what, and what it changed, as far as one's branch goes."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from songhanh.foundation.accounts import actions as accounts
from songhanh.foundation.accounts.errors import SignInRefusedError
from songhanh.foundation.accounts.models import User
from songhanh.foundation.audit import verbs
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.audit.changes import kind_name, read_change
from songhanh.foundation.audit.models import AuditEntry, RowChange
from songhanh.foundation.audit.queries import Wanted, entries_visible_to, entries_wanted
from songhanh.foundation.lib.acting import command_line
from songhanh.registry.orgunits.models import UnitAlias, UnitRelation
from tests.world import NOON, PASSWORD, World

TODAY = date(2026, 6, 15)


def did(world: World, name: str, verb: str = "test.fact", at: datetime = NOON, **more) -> UUID:
    acting = command_line() if name == "command line" else world.acting[name]
    with recorded(verb, acting=acting, at=at, **more) as fact:
        return fact.id


def seen_by(world: World, name: str, on: date = TODAY) -> set[str]:
    return {
        entry.user.username if entry.user else entry.acting_role
        for entry in entries_visible_to(world.acting[name], on)
    }


@pytest.fixture
def quan(world: World) -> Client:
    client = Client()
    client.force_login(world.users["quan"])
    return client


def test_facts_belong_to_the_branch_of_the_unit_that_acted(world: World) -> None:
    for name in ("lan", "mai", "xuan", "command line"):
        did(world, name)
    assert seen_by(world, "quan") == {"lan", "mai", "command-line"}
    assert seen_by(world, "minh") == {"lan", "mai"}
    assert seen_by(world, "xuan") == {"xuan"}


def test_what_somebody_did_before_choosing_a_role_belongs_to_their_branch(world: World) -> None:
    for name in ("lan", "xuan"):
        accounts.sign_in(name, PASSWORD, address="", at=NOON)
    assert seen_by(world, "quan") == {"lan"}


def test_a_paused_sign_in_belongs_to_the_branch_of_the_account(world: World) -> None:
    for name in ("lan", "xuan", "khong-co-ai"):
        for _ in range(5):
            with pytest.raises(SignInRefusedError):
                accounts.sign_in(name, "sai", address="", at=NOON)
    (entry,) = entries_visible_to(world.acting["quan"], TODAY)
    assert entry.subject_key == str(world.users["lan"].pk)


def test_lead_officers_read_nothing_about_accounts(world: World) -> None:
    did(world, "lan", "account.change_password")
    did(world, "quan", "role.grant")
    assert seen_by(world, "minh") == set()
    assert seen_by(world, "quan") == {"lan", "quan"}


def test_the_branch_is_the_one_of_the_last_day_asked_for(world: World) -> None:
    did(world, "lan")
    relation = UnitRelation.objects.filter(unit=world.units["A"])
    relation.update(valid_to=date(2026, 6, 30))
    acting, today = world.acting["minh"], date(2026, 8, 1)
    assert not entries_wanted(acting, Wanted(), today=today)
    assert entries_wanted(acting, Wanted(last=date(2026, 6, 30)), today=today)


@pytest.mark.parametrize(
    ("wanted", "verbs_found"),
    [
        (Wanted(), "early late"),
        (Wanted(first=date(2026, 6, 16)), "late"),
        (Wanted(last=date(2026, 6, 15)), "early"),
        (Wanted(first=date(2026, 6, 15), last=date(2026, 6, 15)), "early"),
        (Wanted(person="nguyen thi"), "early"),
        (Wanted(person="MAI"), "late"),
        (Wanted(verb="late"), "late"),
        (Wanted(subject="ten goi"), "late"),
        (Wanted(subject="không có"), ""),
    ],
)
def test_filters_narrow_the_facts(world: World, wanted: Wanted, verbs_found: str) -> None:
    alias = UnitAlias.objects.create(unit=world.units["A"], text="Tên gọi xưa", folded="x")
    just_before_midnight = datetime.fromisoformat("2026-06-15T23:59:00+07:00")
    did(world, "lan", "early", at=just_before_midnight)
    did(world, "mai", "late", at=just_before_midnight + timedelta(minutes=1), subject=alias)
    found = entries_wanted(world.acting["quan"], wanted, today=date(2026, 7, 1))
    assert {entry.verb for entry in found} == set(verbs_found.split())


# ---------------------------------------------------------------------- the pages ----


def test_the_list_speaks_in_words(world: World, quan: Client) -> None:
    did(world, "quan", "account.deactivate", subject=world.users["lan"], reason="nghỉ việc")
    page = quan.get("/audit/").content.decode()
    for words in (
        "Đỗ Anh Quân",
        "quản trị viên",
        "Sở Nội vụ",
        "khóa tài khoản",
        "Nguyễn Thị Lan",
        "nghỉ việc",
        "12:00 15/06/2026",
    ):
        assert words in page


def test_an_erased_person_has_no_name_in_the_list(world: World, quan: Client) -> None:
    did(world, "quan", "account.change", subject=world.users["mai"])
    User.objects.filter(username="mai").update(full_name="", username="da-xoa")
    page = quan.get("/audit/").content.decode()
    assert "Trần Thị Mai" not in page


def test_an_empty_list_says_what_to_do(quan: Client) -> None:
    assert "Không có việc nào như đã lọc" in quan.get("/audit/?verb=x").content.decode()


def test_a_day_that_is_none_is_told_in_the_filter(quan: Client) -> None:
    answer = quan.get("/audit/?first=31/02/2026")
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.content.decode()


def test_the_list_takes_the_same_queries_for_many_facts(
    world: World, quan: Client, django_assert_num_queries
) -> None:
    for name in ("lan", "mai", "quan"):
        did(world, name, subject=world.users[name])
    quan.get("/audit/")
    with CaptureQueriesContext(connection) as few:
        quan.get("/audit/")
    for _ in range(8):
        did(world, "lan", subject=world.users["thu"])
    with django_assert_num_queries(len(few)):
        quan.get("/audit/")


def test_the_list_comes_as_an_excel_file(world: World, quan: Client) -> None:
    did(world, "lan")
    answer = quan.get("/audit/?format=xlsx")
    assert answer.content.startswith(b"PK")
    assert "nhat-ky.xlsx" in answer.headers["Content-Disposition"]


def test_a_fact_opens_its_changes_before_and_after(world: World, quan: Client) -> None:
    held = world.users["lan"].roles.get()
    form = {"last_day": "30/06/2026"}
    quan.post(f"/users/roles/{held.pk}/end/", form)
    fact = AuditEntry.objects.get(verb="role.end")
    answer = quan.get(f"/audit/{fact.pk}/")
    (change,) = answer.context["changes"]
    lines = {line.label: (line.before, line.after, line.changed) for line in change.fields}
    assert lines["đến ngày"] == ("", "30/06/2026", True)
    assert lines["vai trò"] == ("cán bộ cấp xã", "cán bộ cấp xã", False)
    assert "kết thúc vai trò" in answer.content.decode()
    only = quan.get(f"/audit/?of=roles.userrole-{held.pk}")
    assert [row.entry for row in only.context["rows"]] == [fact]


def test_personal_values_are_not_shown_because_they_are_not_there(world, quan: Client) -> None:
    pk = world.users["mai"].pk
    quan.post(f"/users/{pk}/edit/", {"full_name": "Trần Thị Mai Hương"})
    fact = AuditEntry.objects.get(verb="account.change")
    change = read_change(RowChange.objects.get(fact_id=fact.pk))
    (line,) = [line for line in change.fields if line.label == "họ và tên"]
    assert line.changed
    assert line.before == line.after == "dữ liệu cá nhân, không lưu trong nhật ký"


def test_rows_the_command_line_changed_are_for_whoever_runs_it(world, quan: Client) -> None:
    fact = did(world, "command line")
    page = quan.get(f"/audit/{fact}/").content.decode()
    assert "chỉ người vận hành xem được" in page


def test_a_fact_of_another_branch_is_not_found(world: World, quan: Client) -> None:
    assert quan.get(f"/audit/{did(world, 'xuan')}/").status_code == 404


def test_a_deleted_row_and_a_table_that_is_gone_can_still_be_read(world: World) -> None:
    alias = UnitAlias.objects.create(unit=world.units["A"], text="Tên gọi xưa", folded="x")
    alias.delete()
    change = read_change(RowChange.objects.get(table_name="orgunits_unitalias"))
    assert change.deleted
    assert ("tên gọi khác", "Tên gọi xưa", "") in [
        (line.label, line.before, line.after) for line in change.fields
    ]
    gone = RowChange(table_name="gone", row_key="1", before={"a": True}, after={"a": None})
    assert read_change(gone).fields[0].before == "có"
    assert kind_name("gone.thing") == "gone.thing"


def test_a_verb_nobody_named_stands_as_it_is() -> None:
    assert verbs.name_of("gone.verb") == "gone.verb"
    assert verbs.name_of("role.grant") == "cấp vai trò"
