"""Every kind declared by its columns goes the way of all records."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.audit.verbs import name_of
from songhanh.ledger.models import StateRow
from songhanh.ledger.verification import verify
from songhanh.records.recording import actions
from tests.records.examples import EXAMPLES, Example, enter, errors_in
from tests.world import NOON, World

EACH = pytest.mark.parametrize("example", EXAMPLES.values(), ids=list(EXAMPLES))


def as_(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.users[name])
    return client


def address(example: Example, page: str, *args: object) -> str:
    return reverse(f"{example.plain.kind.namespace}:{page}", args=args)


@EACH
def test_it_is_entered_accepted_opened_again_and_mended(world: World, example: Example) -> None:
    kind, minh, lan = example.plain.kind, world.acting["minh"], world.acting["lan"]
    record = enter(world, example)
    assert record.standing == "submitted"
    actions.accept(kind, [record], acting=minh, at=NOON)

    revision = actions.reopen(kind, record, reason="Ghi nhầm", acting=lan, at=NOON)
    name, value = example.changed
    shown = as_(world, "lan").get(address(example, "edit", revision.pk)).context["form"]
    typed = {field.html_name: field.value() for field in shown if field.value() not in (None, "")}
    response = as_(world, "lan").post(
        address(example, "edit", revision.pk), {**_posted(typed), name: value, "submit": "yes"}
    )
    assert response.status_code == 302, errors_in(response)
    record.refresh_from_db()
    assert str(getattr(record, name)) != value
    assert verify().is_clean

    revision.refresh_from_db()
    actions.accept(kind, [revision], acting=minh, at=NOON)
    record.refresh_from_db()
    assert str(getattr(record, name)) == value
    assert (record.standing, kind.records().filter(pk=revision.pk).exists()) == ("accepted", False)
    assert verify().is_clean


def _posted(typed: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else value
        for name, value in typed.items()
        if not isinstance(value, bool) or value
    }


@EACH
def test_what_is_returned_says_nothing_any_more(world: World, example: Example) -> None:
    record = enter(world, example)
    actions.return_(
        example.plain.kind, [record], remark="Thiếu ngày", acting=world.acting["minh"], at=NOON
    )

    live = StateRow.objects.filter(withdraws=None, withdrawn_by=None)
    assert not live.filter(source_kind=example.plain.kind.code).exists()
    assert verify().is_clean


@EACH
def test_its_pages_stand(world: World, example: Example) -> None:
    record = enter(world, example)
    lan, minh = as_(world, "lan"), as_(world, "minh")

    for client in (lan, minh):
        found = client.get(address(example, "list"), {"q": record.title[:20].upper()})
        assert record.title in found.content.decode()
        assert client.get(address(example, "show", record.pk)).status_code == 200
    workbook = minh.get(address(example, "list"), {"format": "xlsx"})
    assert workbook["Content-Type"].endswith("sheet")
    copy = lan.get(address(example, "new"), {"copy": "last"})
    assert copy.status_code == 200
    queue = minh.get(reverse("review:queue"), {"kind": example.plain.kind.code})
    assert record.title in queue.content.decode()
    assert as_(world, "xuan").get(address(example, "show", record.pk)).status_code == 404


@EACH
def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    world: World,
    example: Example,
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    record = enter(world, example)
    minh = as_(world, "minh")
    minh.get(address(example, "list"))
    with django_assert_max_num_queries(30) as few:
        minh.get(address(example, "list"))
    for number in range(8):
        record.pk, record.external_id = None, f"copy-{number}"
        if hasattr(record, "token"):  # the address of its QR page is its own
            record.token = f"copy{number}"
        record.save(force_insert=True)
    with django_assert_num_queries(len(few)):
        minh.get(address(example, "list"))


@EACH
def test_what_is_done_to_it_has_a_name(world: World, example: Example) -> None:
    enter(world, example)
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs
    assert all(name_of(verb) != verb for verb in verbs)


def test_every_register_is_on_the_page_of_registers(world: World) -> None:
    page = as_(world, "lan").get(reverse("registers:list")).content.decode()
    for example in EXAMPLES.values():
        assert address(example, "list") in page
        assert address(example, "new") in page
