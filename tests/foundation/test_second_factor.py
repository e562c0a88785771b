"""The second step of signing in: codes of an app, recovery codes, roles that need it."""

from datetime import timedelta

import pyotp
import pytest
from django.test import Client

from songhanh.foundation.accounts import actions, codes
from songhanh.foundation.accounts.errors import DoorShutError, SignInRefusedError
from songhanh.foundation.accounts.models import Authenticator, RecoveryCode
from songhanh.foundation.accounts.sealing import UnreadableSecretError, seal, unseal
from songhanh.foundation.audit.models import AuditEntry, RowChange
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from tests.world import NOON, PASSWORD, World

SIGN_IN = "/accounts/sign-in/"
CODE = "/accounts/sign-in/code/"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MINUTE = timedelta(minutes=1)


def code_at(moment) -> str:
    return pyotp.TOTP(SEED).at(moment)


def enrol(world: World, name: str = "lan", at=NOON) -> list[str]:
    user = world.users[name]
    return actions.confirm_authenticator(user, SEED, code_at(at), acting=world.acting[name], at=at)


def step(world: World, code: str, at, address: str = "10.0.0.1") -> None:
    actions.pass_second_step(
        world.users["lan"], code, address=address, acting=world.acting["lan"], at=at
    )


def test_an_app_is_kept_only_after_it_has_shown_a_right_code(world: World) -> None:
    with pytest.raises(RefusedError, match="6 chữ số"):
        actions.confirm_authenticator(
            world.users["lan"], SEED, "000000", acting=world.acting["lan"], at=NOON
        )
    assert len(set(enrol(world))) == 10
    with pytest.raises(RefusedError, match="đã có ứng dụng"):
        enrol(world)


def test_the_seed_is_sealed_and_never_in_the_history(world: World) -> None:
    enrol(world)
    held = Authenticator.objects.get()
    assert SEED not in held.seed
    assert unseal(held.seed) == SEED
    step(world, code_at(NOON + MINUTE), NOON + MINUTE)
    held.refresh_from_db()
    (change,) = RowChange.objects.filter(table_name="accounts_authenticator")
    assert held.seed not in str(change.before) + str(change.after)


def test_another_key_of_the_installation_opens_no_seal(settings) -> None:
    sealed = seal("bí mật")
    former = settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    with pytest.raises(UnreadableSecretError):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed) == "bí mật"


def test_a_code_opens_once(world: World) -> None:
    enrol(world)
    later = NOON + MINUTE
    code = code_at(later)
    step(world, f"{code[:3]} {code[3:]}", later)
    with pytest.raises(SignInRefusedError, match="đã dùng rồi"):
        step(world, code, later)
    with pytest.raises(SignInRefusedError):
        step(world, code_at(NOON), later)  # the one it was enrolled with


@pytest.mark.parametrize(("seconds", "opens"), [(-30, True), (30, True), (-90, False), (90, False)])
def test_a_phone_may_be_half_a_minute_wrong(world: World, seconds: int, opens: bool) -> None:
    enrol(world)
    later = NOON + 10 * MINUTE
    code = code_at(later + timedelta(seconds=seconds))
    if opens:
        step(world, code, later)
    else:
        with pytest.raises(SignInRefusedError):
            step(world, code, later)


def test_a_recovery_code_opens_once_however_it_is_typed(world: World) -> None:
    first, second, *_ = enrol(world)
    step(world, first.upper().replace("-", " "), NOON + MINUTE)
    with pytest.raises(SignInRefusedError):
        step(world, first, NOON + MINUTE)
    fresh = actions.renew_recovery_codes(world.users["lan"], acting=world.acting["lan"], at=NOON)
    with pytest.raises(SignInRefusedError):
        step(world, second, NOON + MINUTE)
    step(world, fresh[0], NOON + 2 * MINUTE)
    assert not RecoveryCode.objects.filter(digest__contains=fresh[1]).exists()


def test_guessing_codes_shuts_the_door_and_a_right_password_does_not_open_it(
    world: World, settings
) -> None:
    enrol(world)
    later = NOON + 5 * MINUTE
    for _ in range(settings.SIGN_IN_FAILURES_PER_NAME - 1):
        with pytest.raises(SignInRefusedError, match="Mã chưa đúng"):
            step(world, "123456", later)
        actions.sign_in("lan", PASSWORD, address="10.0.0.1", at=later)
    with pytest.raises(DoorShutError):
        step(world, "123456", later)
    with pytest.raises(DoorShutError):
        step(world, code_at(later), later)
    opened = later + timedelta(minutes=settings.SIGN_IN_LOCK_MINUTES)
    step(world, code_at(opened), opened)


def test_the_password_alone_opens_no_session_any_more(world: World) -> None:
    enrol(world)
    client = Client()
    answer = client.post(SIGN_IN, {"username": "lan", "password": PASSWORD, "next": "/activities/"})
    assert "_auth_user_id" not in client.session
    assert 'value="/activities/"' in answer.content.decode()
    assert client.get("/activities/").status_code == 302
    wrong = client.post(CODE, {"code": "000000", "next": "/activities/"})
    assert wrong.status_code == 400
    now = clock.now()
    right = client.post(CODE, {"code": code_at(now), "next": "/activities/"})
    assert right["Location"] == "/activities/"
    assert client.get("/activities/").status_code == 200
    verbs = list(AuditEntry.objects.filter(user=world.users["lan"]).values_list("verb", flat=True))
    assert verbs.count("account.sign_in") == 1
    assert verbs.count("account.first_step") == 1


def test_the_second_step_waits_for_nobody_without_the_first(world: World) -> None:
    enrol(world)
    assert Client().get(CODE).status_code == 302
    assert Client().post(CODE, {"code": code_at(clock.now())})["Location"] == SIGN_IN


def test_an_app_is_set_up_and_taken_away_by_its_user(world: World) -> None:
    client = Client()
    client.post(SIGN_IN, {"username": "lan", "password": PASSWORD})
    page = client.get("/accounts/security/app/")
    seed = page.context["seed"].replace(" ", "")
    assert client.get("/accounts/security/app/").context["seed"].replace(" ", "") == seed
    assert "<svg" in page.content.decode()
    assert "style=" not in page.content.decode().split("<main", 1)[1]
    code = pyotp.TOTP(seed).at(clock.now())
    wrong = client.post("/accounts/security/app/", {"password": "sai", "code": code})
    assert wrong.status_code == 400
    sent = {"password": PASSWORD, "code": code}
    shown = client.post("/accounts/security/app/", sent, follow=True).content.decode()
    assert shown.count('<code class="secret">') == 10
    gone = client.get("/accounts/security/codes/", follow=True)
    assert gone.request["PATH_INFO"] == "/accounts/security/"
    assert "Còn 10 mã" in gone.content.decode()
    removed = client.post("/accounts/security/app/remove/", {"password": PASSWORD})
    assert removed.status_code == 302
    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_a_role_that_needs_a_second_factor_waits_for_it(world: World, settings) -> None:
    settings.SECOND_FACTOR_ROLES = ["AD"]
    client = Client()
    client.post(SIGN_IN, {"username": "quan", "password": PASSWORD})
    answer = client.get("/users/", follow=True)
    assert answer.request["PATH_INFO"] == "/accounts/security/"
    assert "chỉ dùng được khi đăng nhập có bước xác nhận" in answer.content.decode()
    seed = client.get("/accounts/security/app/").context["seed"].replace(" ", "")
    code = pyotp.TOTP(seed).at(clock.now())
    client.post("/accounts/security/app/", {"password": PASSWORD, "code": code})
    assert client.get("/users/").status_code == 200
    lan = Client()
    lan.post(SIGN_IN, {"username": "lan", "password": PASSWORD})
    assert lan.get("/activities/").status_code == 200


def test_an_administrator_takes_the_second_factor_away_in_the_branch_only(world: World) -> None:
    enrol(world)
    enrol(world, "xuan")
    quan = Client()
    quan.force_login(world.users["quan"])
    pages = [f"/users/{world.users[n].pk}/second-factors/remove/" for n in ("lan", "xuan", "quan")]
    assert [quan.post(page).status_code for page in pages] == [302, 404, 403]
    assert [held.user.username for held in Authenticator.objects.all()] == ["xuan"]
    assert RecoveryCode.objects.count() == codes.RECOVERY_CODES
