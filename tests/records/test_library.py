"""The library: codes lead to what is approved, stock is never below zero, scans know nobody."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from songhanh.foundation.lib.clock import today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.records.materials import actions
from songhanh.records.materials.files import set_file
from songhanh.records.materials.kind import MATERIALS, MOVES, VERSIONS
from songhanh.records.materials.models import LinkCheck, Material, ScanCount, StockMove
from songhanh.records.materials.queries import served
from songhanh.records.materials.stock import stock_on
from songhanh.records.recording import actions as recording
from songhanh.records.recording.enums import RecordStanding
from tests.photos import a_photo
from tests.records.makers import MARCH_8, a_served_version, a_version_of
from tests.world import NOON, World

JUNE = date(2026, 6, 15)


def page(token: str) -> Any:
    return Client().get(reverse("qr:page", args=[token]))


def change(material: Material, world: World, **said: object) -> None:
    """Open an accepted material again, change it, have it accepted."""
    lan, minh = world.acting["lan"], world.acting["minh"]
    revision = recording.reopen(MATERIALS.kind, material, reason="Thay bản", acting=lan, at=NOON)
    content = MATERIALS.content_of(revision) | said
    revision = MATERIALS.change(revision, content, version=revision.version, acting=lan, at=NOON)
    revision = recording.submit(MATERIALS.kind, revision, acting=lan, at=NOON)
    recording.accept(MATERIALS.kind, [revision], acting=minh, at=NOON)


def test_a_code_opens_without_an_account_in_few_bytes(world: World) -> None:
    version = a_served_version(world, transcript="Hãy gọi 111.")
    answer = page(version.material.token)

    assert answer.status_code == 200
    assert "Hãy gọi 111." in answer.content.decode()
    assert len(answer.content) < 60_000
    assert set(answer.cookies) <= {"csrftoken"}  # of the form that switches languages


def test_a_new_version_withdraws_the_old_one(world: World) -> None:
    old = a_served_version(world)
    new = a_version_of(old.material, world, label="bản 2", issued_on=MARCH_8 + timedelta(days=9))
    token = old.material.token

    text = page(token).content.decode()
    assert reverse("qr:file", args=[token, new.pk]) in text
    assert reverse("qr:file", args=[token, old.pk]) not in text
    answer = Client().get(reverse("qr:file", args=[token, old.pk]))
    assert answer.status_code == 302
    assert Client().get(reverse("qr:file", args=[token, new.pk])).status_code == 200
    small = Client().get(reverse("qr:small", args=[token, new.pk]))
    assert (small["Content-Type"], len(small.content) < 60_000) == ("image/jpeg", True)


def test_what_is_not_approved_is_not_served(world: World) -> None:
    version = a_served_version(world)
    lan = world.acting["lan"]
    later = VERSIONS.create(
        {"label": "bản 2", "language": "vi", "issued_on": JUNE, "material_id": version.material_id},
        unit_id=version.unit_id,
        acting=lan,
        at=NOON,
    )
    recording.submit(VERSIONS.kind, later, acting=lan, at=NOON)

    found = served(version.material.token, JUNE)
    assert found is not None
    assert [one.pk for one in found.versions] == [version.pk]


def test_each_language_has_its_newest_version(world: World) -> None:
    version = a_served_version(world)
    jarai = a_version_of(version.material, world, language="jra", label="tiếng Gia-rai")

    found = served(version.material.token, JUNE)
    assert found is not None
    assert [one.pk for one in found.versions] == [version.pk, jarai.pk]


def test_a_withdrawn_material_leads_to_its_successor(world: World) -> None:
    old, new = a_served_version(world), a_served_version(world)
    change(old.material, world, withdrawn_on=JUNE, successor_id=new.material_id)

    before = served(old.material.token, JUNE - timedelta(days=1))
    on = served(old.material.token, JUNE)
    assert (before and before.material.pk, on and on.material.pk) == (
        old.material_id,
        new.material_id,
    )


def test_withdrawn_without_successor_it_says_so(world: World) -> None:
    old = a_served_version(world)
    change(old.material, world, withdrawn_on=JUNE)

    assert served(old.material.token, JUNE) is None
    assert "không còn dẫn tới" in page(old.material.token).content.decode()
    assert page("no-such-code").status_code == 404


def test_a_circle_of_successors_is_refused(world: World) -> None:
    one, two = a_served_version(world), a_served_version(world)
    change(one.material, world, withdrawn_on=JUNE, successor_id=two.material_id)

    with pytest.raises(RefusedError, match="dẫn trở lại"):
        change(two.material, world, withdrawn_on=JUNE, successor_id=one.material_id)


def test_scans_are_counted_by_day_and_know_nobody(world: World) -> None:
    version = a_served_version(world)
    for _scan in range(3):
        page(version.material.token)

    scan = ScanCount.objects.get()
    assert (scan.count, scan.day) == (3, today())
    assert {field.name for field in ScanCount._meta.fields} == {"id", "material", "day", "count"}


def test_the_code_and_its_sheet_are_drawn(world: World) -> None:
    version = a_served_version(world)
    drawing = Client().get(reverse("qr:code", args=[version.material.token]))
    assert drawing["Content-Type"] == "image/svg+xml"
    assert b"<svg" in drawing.content

    lan = Client()
    lan.force_login(world.users["lan"])
    sheet = lan.get(reverse("materials:sheet"), {"one": version.material_id}).content.decode()
    assert sheet.count("code.svg") == 12


def test_the_same_file_twice_is_refused(world: World) -> None:
    version = a_served_version(world)
    lan = world.acting["lan"]
    content = {"label": "bản 2", "language": "vi", "issued_on": JUNE}
    other = VERSIONS.create(
        content | {"material_id": version.material_id}, unit_id=version.unit_id, acting=lan, at=NOON
    )

    with pytest.raises(RefusedError, match="giống hệt"):
        set_file(other, a_photo((800 + version.pk, 600)), "x.jpg", acting=lan, at=NOON)
    with pytest.raises(RefusedError, match="MP3"):
        set_file(other, b"MZ\x90", "x.exe", acting=lan, at=NOON)


def test_broken_links_are_found(world: World) -> None:
    version = a_served_version(world)
    change(version.material, world, link="https://example.org/video")

    def gone(_link: str) -> tuple[bool, str]:
        return True, "404"

    assert actions.check_links(acting=world.acting["minh"], at=NOON, look=gone) == 1
    assert LinkCheck.objects.get().is_broken
    assert actions.look_at("http://127.0.0.1/")[0]


# --------------------------------------------------------------------- stock ----


def move(world: World, material: Material, direction: str, quantity: int, day: date) -> StockMove:
    content = {
        "material_id": material.pk,
        "direction": direction,
        "quantity": quantity,
        "moved_on": day,
    }
    lan = world.acting["lan"]
    made = MOVES.create(content, unit_id=world.units["A"].pk, acting=lan, at=NOON)
    return recording.submit(MOVES.kind, made, acting=lan, at=NOON)


def test_more_than_there_is_never_goes_out(world: World) -> None:
    material = a_served_version(world).material
    move(world, material, "in", 100, MARCH_8)
    move(world, material, "out", 60, MARCH_8)

    with pytest.raises(RefusedError, match="thiếu 20 bản"):
        move(world, material, "out", 60, MARCH_8 + timedelta(days=1))
    with pytest.raises(RefusedError, match="thiếu 1 bản"):
        move(world, material, "out", 1, MARCH_8 - timedelta(days=1))
    stock = stock_on(material.pk, as_of=JUNE)
    assert (stock.came_in, stock.went_out, stock.left) == (100, 60, 40)


def test_a_commune_books_what_another_unit_made(world: World) -> None:
    """Leaflets of one unit lie in the cupboard of another: accepted ones are offered to all."""
    material = a_served_version(world).material
    door = Client()
    door.force_login(world.users["mai"])
    address = reverse("stockmoves:new")
    offered = {
        str(key) for key, _name in door.get(address).context["form"].fields["material"].choices
    }
    assert str(material.pk) in offered
    MATERIALS.kind.records().filter(pk=material.pk).update(standing=RecordStanding.SUBMITTED)
    offered = {
        str(key) for key, _name in door.get(address).context["form"].fields["material"].choices
    }
    assert str(material.pk) not in offered


def test_what_was_given_out_cannot_be_unreceived(world: World) -> None:
    material = a_served_version(world).material
    received = move(world, material, "in", 100, MARCH_8)
    move(world, material, "out", 60, MARCH_8)

    with pytest.raises(RefusedError, match="thiếu"):
        recording.return_(
            MOVES.kind, [received], remark="Sai", acting=world.acting["minh"], at=NOON
        )
    received.refresh_from_db()
    assert received.standing == "submitted"
