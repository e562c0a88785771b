"""Every page of the site is asked for as everybody, and has to answer as the matrix says."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from songhanh.foundation.lib.statistics import take_statistics
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.roles.enums import TERRITORY_WIDE, Role
from tests.access.filling import Foreign, filled_with, posted_forms
from tests.access.lines import ALL, OWNER, POST, PUBLIC, SIGNED_IN, Line
from tests.access.matrix import MATRIX, THINGS
from tests.world import World, add_person, add_unit, build_world

SINCE = date(2020, 1, 1)


def pages(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The names of all pages with their namespaces; one without a name is called by its route."""
    for part in (resolver or get_resolver()).url_patterns:
        if isinstance(part, URLResolver):
            yield from pages(part, f"{space}{part.namespace}:" if part.namespace else space)
        elif isinstance(part, URLPattern):
            yield f"{space}{part.name or part.pattern}"


def test_every_page_has_its_line() -> None:
    missing = sorted(set(pages()) - set(MATRIX))
    assert missing == [], "add a line for each of these pages to tests/access"


def test_every_line_has_its_page() -> None:
    assert sorted(set(MATRIX) - set(pages())) == []


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker) -> Iterator[dict[str, object]]:
    """The world with each role twice: in Xã An Hòa and its province, and in the next province.

    One world for all lines: each request is taken back, so that nobody sees another's doings.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        add_unit(world, "QS", "Sở Nội vụ Quảng Lâm", UnitKind.DEPARTMENT, "Q")
        for role in Role.values:
            wide = Role(role) in TERRITORY_WIDE
            here, there = (("S", "P"), ("QS", "Q")) if wide else (("A", "A"), ("X", "X"))
            add_person(world, f"here-{role}".lower(), "", (role, *here))
            add_person(world, f"there-{role}".lower(), "", (role, *there))
        things = {name: make(world) for name, make in THINGS.items()}
        take_statistics(*apps.get_models())
        yield {"world": world, "things": things, "foreign": Foreign.of(world)}
        transaction.set_rollback(True)


class Door:
    """Ask for the page of a line as somebody."""

    def __init__(self, page: str, line: Line, everybody: dict[str, object]) -> None:
        self.line = line
        self.world: World = everybody["world"]  # type: ignore[assignment]  # see the fixture
        things: dict[str, object] = everybody["things"]  # type: ignore[assignment]  # see the fixture
        arguments = {
            name: things[value] if isinstance(value, str) and value in things else value
            for name, value in line.arguments.items()
        }
        self.address = reverse(page, kwargs=arguments)

    def ask(self, username: str | None) -> int:
        """The answer: 200 stands for anything that is no "no" to a POST, 401 for "sign in"."""
        client = Client()
        if username:
            client.force_login(self.world.users[username])
        with transaction.atomic():
            response = client.generic(
                self.line.method, self.address, content_type="application/x-www-form-urlencoded"
            )
            transaction.set_rollback(True)
        return self._meaning(response)

    def forms_for(
        self, client: Client, foreign: Foreign
    ) -> Iterator[tuple[str, dict[str, object]]]:
        """Every form that stands on the page, filled with foreign things; where it is sent to."""
        if self.line.method == POST:
            return
        response = client.get(self.address)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if response.status_code != 200 or not is_page:
            return
        for form in posted_forms(response.content):
            for text in (foreign.unit_code, foreign.username):
                yield form.action or self.address, filled_with(form, foreign, text)

    def _meaning(self, response: HttpResponse) -> int:
        status = response.status_code
        address = response.headers.get("Location", "")
        if status == 302:
            to_sign_in = address.startswith(resolve_url(settings.LOGIN_URL)) and "next=" in address
            return 401 if to_sign_in else 200
        if self.line.method == POST:
            if status == 403 and b'action="/accounts/sign-in/"' in response.content:
                return 401
            return status if status in {403, 404, 405, 500} else 200
        return status


@pytest.mark.django_db
@pytest.mark.parametrize("page", MATRIX)
def test_a_page_answers_everybody_as_its_line_says(page: str, everybody) -> None:
    line = MATRIX[page]
    door = Door(page, line, everybody)
    without_a_role = {PUBLIC: 200, SIGNED_IN: 200, OWNER: 404}
    expected = {
        "signed out": 200 if line.who == PUBLIC else 401,
        "without a role": without_a_role.get(line.who, 403),
        **{role: line.answer_for(role) for role in Role.values},
    }
    answers = {
        "signed out": door.ask(None),
        "without a role": door.ask("binh"),
        **{role: door.ask(f"here-{role}".lower()) for role in Role.values},
    }
    assert answers == expected


@pytest.mark.django_db
@pytest.mark.parametrize("page", [page for page, line in MATRIX.items() if line.arguments])
def test_somebody_elses_page_is_not_found(page: str, everybody) -> None:
    line = MATRIX[page]
    door = Door(page, line, everybody)
    allowed = [role for role in Role.values if role in line.who.split()]
    answers = {role: door.ask(f"there-{role}".lower()) for role in allowed}
    assert answers == dict.fromkeys(allowed, line.elsewhere)


def test_the_matrix_names_only_roles_there_are() -> None:
    for line in MATRIX.values():
        assert line.who in {PUBLIC, SIGNED_IN, OWNER} or set(line.who.split()) <= set(ALL.split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", [page for page, line in MATRIX.items() if line.who not in {PUBLIC, SIGNED_IN, OWNER}]
)
def test_no_form_takes_up_a_unit_or_person_of_another_branch(page: str, everybody) -> None:
    """Filled with the neighbours' codes, names and numbers, a form writes nothing about them."""
    line = MATRIX[page]
    door = Door(page, line, everybody)
    foreign: Foreign = everybody["foreign"]
    before = everybody.setdefault("named", foreign.rows_that_name_them())
    assert before["roles.UserRole.user"] > 0, "the neighbours' own rows are seen"
    for role in [role for role in ("CO", "LO", "AD") if line.answer_for(role) == 200]:
        client = Client()
        client.force_login(door.world.users[f"here-{role}".lower()])
        for address, data in door.forms_for(client, foreign):
            with transaction.atomic():
                status = client.post(address, data).status_code
                now = before if status >= 400 else foreign.rows_that_name_them()
                transaction.set_rollback(True)
            assert now == before, (role, address, data)
