"""Invitations, deputies, and the hand-over when a person leaves."""

from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client

from songhanh.foundation.accounts.models import User
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.audit.models import AuditEntry, RowChange
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.registry.roles import actions, queries
from songhanh.registry.roles.actions import NewAccount, RoleGrant
from songhanh.registry.roles.models import HandOver, Invitation, UserRole
from tests.records import makers
from tests.world import NOON, PASSWORD, World

FIRST, DAY = date(2026, 6, 1), date(2026, 6, 15)
HOA = NewAccount("hoa.le", "mot-cau-ngan-de-nho", "Lê Thị Hoa")


def by(world: World, name: str = "quan"):
    return {"acting": world.acting[name], "at": NOON}


def invite(world: World, unit: str = "B", role: str = "CO", **more: object) -> actions.Invited:
    grant = RoleGrant(role, world.units[unit].pk, FIRST, **more)
    return actions.invite("Lê Thị Hoa", "hoa@example.org", grant, **by(world))


def client_of(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.users[name])
    return client


# ----------------------------------------------------------- invitations ----


def test_an_invitation_becomes_an_account_with_its_role_once(world: World) -> None:
    invited = invite(world)
    typed = invited.code.upper().replace("-", " ")
    user = actions.accept_invitation(typed, HOA, at=NOON)
    held = UserRole.objects.get(user=user)
    assert (held.role, held.unit, held.valid_from) == ("CO", world.units["B"], DAY)
    assert user.check_password(HOA.password)
    assert (user.must_change_password, user.email) == (False, "hoa@example.org")
    with pytest.raises(RefusedError, match="đã dùng"):
        actions.accept_invitation(invited.code, HOA, at=NOON)
    assert sorted(AuditEntry.objects.values_list("verb", flat=True)) == [
        "invitation.accept",
        "invitation.send",
    ]


def test_the_code_is_kept_nowhere_and_the_name_only_until_it_is_used(world: World) -> None:
    invited = invite(world)
    kept = str(vars(Invitation.objects.get()))
    assert invited.code not in kept
    assert invited.code.replace("-", "") not in kept
    actions.accept_invitation(invited.code, HOA, at=NOON)
    spent = Invitation.objects.get()
    assert (spent.full_name, spent.email) == ("", "")
    changes = str(list(RowChange.objects.values_list("before", "after")))
    assert "hoa@example.org" not in changes


def test_a_revoked_or_old_invitation_opens_nothing(world: World) -> None:
    revoked, old = invite(world), invite(world)
    actions.revoke_invitation(revoked.invitation, **by(world))
    after = NOON + timedelta(days=django_settings.INVITATION_DAYS)
    for code, moment in [(revoked.code, NOON), (old.code, after), ("abcd-efgh", NOON)]:
        with pytest.raises(RefusedError, match="chưa đúng, đã dùng, đã được rút lại"):
            actions.accept_invitation(code, HOA, at=moment)
    assert not User.objects.filter(username="hoa.le").exists()
    assert actions.clear_invitations(acting=command_line(), at=after) == 1
    assert not Invitation.objects.exclude(full_name="").exists()


@pytest.mark.parametrize(
    ("account", "refused"),
    [
        (NewAccount("lan", "mot-cau-ngan-de-nho", "Hoa"), "đã có người dùng"),
        (NewAccount("hoa.le", "ngan", "Hoa"), "10"),
        (NewAccount("Hoa Lê", "mot-cau-ngan-de-nho", "Hoa"), "tên đăng nhập"),
    ],
)
def test_a_refused_acceptance_spends_nothing(world: World, account, refused: str) -> None:
    invited = invite(world)
    with pytest.raises(RefusedError, match=refused):
        actions.accept_invitation(invited.code, account, at=NOON)
    assert actions.accept_invitation(invited.code, HOA, at=NOON).username == "hoa.le"


@pytest.mark.parametrize(
    ("unit", "branch", "name"), [("X", None, "quan"), ("A", "Q", "quan"), ("A", None, "minh")]
)
def test_nobody_invites_beyond_their_own_power(world: World, unit, branch, name) -> None:
    grant = RoleGrant(
        "CO", world.units[unit].pk, FIRST, branch_id=world.units[branch].pk if branch else None
    )
    with pytest.raises(NotAllowedError):
        actions.invite("", "", grant, **by(world, name))


def test_an_invitation_by_page_shows_its_slip_once_and_is_accepted_on_a_phone(
    world: World, settings
) -> None:
    settings.DEFAULT_FROM_EMAIL = "song-hanh@haison.gov.vn"
    client = client_of(world, "quan")
    sent = {
        "full_name": "Lê Thị Hoa",
        "email": "hoa@example.org",
        "role": "CO",
        "unit": "Bình Minh",
        "valid_from": "01/06/2026",
        "paper": "a6",
    }
    page = client.post("/invitations/new/", sent)
    code = page.context["code"]
    assert "slip-a6" in page.content.decode()
    assert page.content.decode().count("<svg") >= 1
    (letter,) = mail.outbox
    assert f"http://testserver/invitation/{code}/" in letter.body
    assert letter.to == ["hoa@example.org"]
    listed = client.get("/invitations/?state=open&unit=binh minh").content.decode()
    assert "Phường Bình Minh" in listed
    assert code not in listed

    phone = Client()
    typed = phone.post("/invitation/", {"code": code.upper()})
    assert phone.post("/invitation/", {"code": "sai"}).status_code == 400
    form = phone.get(typed["Location"])
    assert "Phường Bình Minh" in form.content.decode()
    account = {
        "full_name": "Lê Thị Hoa",
        "username": "hoa.le",
        "password": HOA.password,
        "password_again": HOA.password,
    }
    wrong = phone.post(typed["Location"], account | {"password_again": "khac"})
    assert wrong.status_code == 400
    assert phone.post(typed["Location"], account)["Location"] == "/"
    assert phone.get("/activities/").status_code == 200
    assert Client().get(typed["Location"])["Location"] == "/invitation/"
    assert client.get("/invitations/?format=xlsx").status_code == 200


def test_invitations_of_another_province_are_not_there(world: World) -> None:
    grant = RoleGrant("CO", world.units["X"].pk, FIRST)
    theirs = actions.invite("", "", grant, acting=command_line(), at=NOON)
    client = client_of(world, "quan")
    assert client.post(f"/invitations/{theirs.invitation.pk}/revoke/").status_code == 404
    assert "Xuân Lộc" not in client.get("/invitations/").content.decode()


# --------------------------------------------------------------- deputies ----


def test_a_deputy_acts_in_the_role_for_the_period_and_the_audit_says_so(world: World) -> None:
    held = world.users["lan"].roles.get()
    span = (DAY, DAY + timedelta(days=9))
    made = actions.appoint_deputy(held, world.users["mai"], span, **by(world))
    on_days = [
        [role.pk for role in queries.roles_held(world.users["mai"], day) if role.deputy_for_id]
        for day in (DAY - timedelta(days=1), *span, span[1] + timedelta(days=1))
    ]
    assert on_days == [[], [made.pk], [made.pk], []]
    acting = queries.acting_in(made, DAY)
    assert (acting.unit_code, acting.deputy_for_id) == ("A", world.users["lan"].pk)
    with recorded("account.change", acting=acting, at=NOON, subject=world.users["lan"]):
        pass
    entry = AuditEntry.objects.get(verb="account.change")
    assert (entry.user, entry.deputy_for) == (world.users["mai"], world.users["lan"])
    page = client_of(world, "quan").get(f"/audit/{entry.pk}/").content.decode()
    assert "Trần Thị Mai, làm thay Nguyễn Thị Lan" in page


def test_the_header_of_a_deputy_says_in_whose_place(world: World) -> None:
    today = clock.today()
    held = world.users["lan"].roles.get()
    made = actions.appoint_deputy(held, world.users["mai"], (today, today), **by(world))
    client = client_of(world, "mai")
    assert "Làm thay Nguyễn Thị Lan" in client.get("/roles/choose/").content.decode()
    client.post("/roles/choose/", {"role": made.pk})
    assert "(làm thay Nguyễn Thị Lan)" in client.get("/activities/").content.decode()


@pytest.mark.parametrize(
    ("deputy", "first", "last", "refused"),
    [
        ("lan", DAY, DAY, "chính mình"),
        ("mai", date(2019, 1, 1), DAY, "vượt ra ngoài"),
        ("mai", DAY, DAY - timedelta(days=1), "đứng trước ngày bắt đầu"),
    ],
)
def test_deputies_that_cannot_be_are_refused(world, deputy, first, last, refused) -> None:
    held = world.users["lan"].roles.get()
    with pytest.raises(RefusedError, match=refused):
        actions.appoint_deputy(held, world.users[deputy], (first, last), **by(world))


def test_a_deputy_ends_with_the_role_and_has_no_deputy(world: World) -> None:
    held = world.users["lan"].roles.get()
    span = (DAY, DAY + timedelta(days=30))
    made = actions.appoint_deputy(held, world.users["mai"], span, **by(world))
    with pytest.raises(RefusedError, match="người chính"):
        actions.appoint_deputy(made, world.users["son"], span, **by(world))
    actions.end_role(held, last_day=DAY + timedelta(days=5), **by(world))
    made.refresh_from_db()
    assert made.valid_to == DAY + timedelta(days=5)


def test_deputies_stay_within_the_branch(world: World) -> None:
    held = world.users["xuan"].roles.get()
    with pytest.raises(NotAllowedError):
        actions.appoint_deputy(held, world.users["mai"], (DAY, DAY), **by(world))
    client = client_of(world, "quan")
    sent = {"username": "xuan", "first": "15/06/2026", "last": "16/06/2026"}
    lans = world.users["lan"].roles.get().pk
    answer = client.post(f"/users/roles/{lans}/deputy/", sent)
    assert "trong phạm vi của bạn" in answer.content.decode()


# -------------------------------------------------------------- hand-over ----


def test_a_hand_over_ends_the_roles_and_gives_them_on_with_a_list(world: World) -> None:
    draft = makers.an_activity(world)
    done = actions.hand_over(
        world.users["lan"], world.users["mai"], last_day=date(2026, 6, 30), **by(world)
    )
    assert world.users["lan"].roles.get().valid_to == date(2026, 6, 30)
    taken = world.users["mai"].roles.get(unit=world.units["A"])
    assert (taken.role, taken.valid_from, taken.valid_to) == ("CO", date(2026, 7, 1), None)
    labels = {item.label: item.href for item in done.items.all()}
    assert labels[draft.title] == f"/activities/{draft.pk}/"
    assert any("Xã An Hòa" in label for label in labels)
    assert [e.verb for e in AuditEntry.objects.filter(subject_kind="accounts.user")] == [
        "role.hand_over"
    ]
    mai = client_of(world, "mai")
    mai.post("/roles/choose/", {"role": taken.pk})
    assert mai.get(f"/hand-overs/{done.pk}/").status_code == 200
    assert client_of(world, "son").get(f"/hand-overs/{done.pk}/").status_code == 404
    with pytest.raises(RefusedError, match="không còn vai trò"):
        actions.hand_over(
            world.users["lan"], world.users["son"], last_day=date(2026, 7, 1), **by(world)
        )


def test_a_hand_over_stays_within_the_branch(world: World) -> None:
    for leaving, successor in [("lan", "xuan"), ("xuan", "lan"), ("quan", "lan")]:
        with pytest.raises(NotAllowedError):
            actions.hand_over(
                world.users[leaving], world.users[successor], last_day=DAY, **by(world)
            )
    with pytest.raises(RefusedError, match="người khác"):
        actions.hand_over(world.users["lan"], world.users["lan"], last_day=DAY, **by(world))
    assert not HandOver.objects.exists()


def test_a_hand_over_by_page_shows_what_passes_first(world: World) -> None:
    draft = makers.an_activity(world)
    client = client_of(world, "quan")
    page = f"/users/{world.users['lan'].pk}/hand-over/"
    assert draft.title in client.get(page).content.decode()
    sent = {"username": "mai", "last_day": f"{clock.today():%d/%m/%Y}"}
    answer = client.post(page, sent, follow=True)
    assert "Nguyễn Thị Lan bàn giao cho Trần Thị Mai" in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    assert "Nguyễn Thị Lan" in client_of(world, "mai").get("/hand-overs/").content.decode()
