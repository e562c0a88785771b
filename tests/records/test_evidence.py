"""Evidence: what is kept of a photo, what is refused, who may open it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from songhanh.foundation.lib import filestore
from songhanh.records.activities.actions import accept_activities
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.recording.errors import MoveRefusedError, UnfitEvidenceError
from songhanh.records.recording.evidence import GivenFile, add_files, add_link, remove
from songhanh.records.recording.models import Evidence
from songhanh.records.recording.photos import LONGEST_SIDE, MAX_BYTES, prepare
from tests.records.makers import a_photo, a_submitted_activity, an_activity, proof_of
from tests.world import NOON, World

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


def with_place() -> bytes:
    """A photo that says where, when and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh của Lan"
    exif[0x8825] = {1: "N", 2: (12.0, 40.0, 30.0), 3: "E", 4: (108.0, 2.0, 10.0)}
    return a_photo(exif=exif, comment=b"nha van hoa thon 2")


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


# ------------------------------------------------------------- what is kept ----


def test_place_and_camera_stay_behind() -> None:
    given = with_place()
    assert opened(given).getexif()

    kept = prepare(given, "anh.jpg")

    assert not opened(kept.data).getexif()
    assert not opened(kept.thumbnail).getexif()
    for said in (b"Exif", b"Lan", b"nha van hoa"):
        assert said not in kept.data


def test_a_photo_taken_upright_stays_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    kept = prepare(a_photo((80, 40), exif=exif), "anh.jpg")

    assert opened(kept.data).size == (40, 80)


def test_a_large_photo_becomes_small_enough_for_a_page() -> None:
    kept = prepare(a_photo((4000, 3000)), "anh.jpg")

    assert max(opened(kept.data).size) == LONGEST_SIDE
    assert max(opened(kept.thumbnail).size) == 320


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1", "CMYK", "I;16"])
def test_pictures_of_every_mode_are_taken(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (20, 10)).save(out, "JPEG" if mode == "CMYK" else "PNG")

    assert opened(prepare(out.getvalue(), "anh.png").data).mode == "RGB"


def test_the_same_photo_gives_the_same_bytes() -> None:
    assert prepare(with_place(), "a.jpg").sha256 == prepare(with_place(), "b.jpg").sha256


def test_a_pdf_is_kept_as_it_is() -> None:
    data = b"%PDF-1.7\n%..."

    assert prepare(data, "danh-sach.pdf").data == data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "trống"),
        (HEIC, "HEIC"),
        (b"GIF89a" + b"\x00" * 50, "JPEG, PNG hay tệp PDF"),
        (b"<svg onload='x'>", "JPEG, PNG hay tệp PDF"),
        (b"MZ" + b"\x00" * 100, "JPEG, PNG hay tệp PDF"),
        (a_photo()[:200], "JPEG, PNG hay tệp PDF"),
        (b" " * (MAX_BYTES + 1), "nặng hơn"),
    ],
)
def test_what_is_no_proof_is_refused_politely(data: bytes, sentence: str) -> None:
    with pytest.raises(UnfitEvidenceError, match=sentence) as refused:
        prepare(data, "tep.bin")

    assert "tep.bin" in refused.value.message


@pytest.mark.parametrize("side", [8_000, 14_000])
def test_a_picture_that_unpacks_to_gigabytes_is_refused_unopened(side: int) -> None:
    bomb = BytesIO()
    Image.new("1", (side, side)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 200_000

    with pytest.raises(UnfitEvidenceError, match="quá lớn"):
        prepare(bomb.getvalue(), "anh.png")


# --------------------------------------------------------------- with a record ----


def test_a_photo_is_kept_once_per_record(world: World) -> None:
    activity = an_activity(world)
    proof_of(ACTIVITIES, activity, world)

    again = add_files(
        ACTIVITIES,
        activity,
        [GivenFile("khac.jpg", a_photo())],
        acting=world.acting["lan"],
        at=NOON,
    )

    assert again == []
    assert Evidence.objects.count() == 1


def test_one_unfit_file_keeps_all_from_being_kept(world: World) -> None:
    activity = an_activity(world)
    files = [GivenFile("anh.jpg", a_photo()), GivenFile("hong.jpg", b"???")]

    with pytest.raises(UnfitEvidenceError):
        add_files(ACTIVITIES, activity, files, acting=world.acting["lan"], at=NOON)

    assert not Evidence.objects.exists()


def test_evidence_of_an_accepted_record_may_grow_and_not_shrink(world: World) -> None:
    activity = a_submitted_activity(world)
    proof = proof_of(ACTIVITIES, activity, world)
    [accepted] = accept_activities([activity], acting=world.acting["minh"], at=NOON)
    lan = world.acting["lan"]

    add_link(ACTIVITIES, accepted, "https://example.org/bai", acting=lan, at=NOON)
    with pytest.raises(MoveRefusedError):
        remove(ACTIVITIES, accepted, proof, acting=lan, at=NOON)

    assert Evidence.objects.count() == 2


# ------------------------------------------------------------------- on the page ----


@pytest.fixture
def lan(world: World) -> Client:
    client = Client()
    client.force_login(world.users["lan"])
    return client


def test_a_photo_sent_with_the_page_is_shown_on_the_record(world: World, lan: Client) -> None:
    activity = an_activity(world)
    photo = SimpleUploadedFile("anh.jpg", with_place(), "image/jpeg")

    sent = lan.post(
        f"/activities/{activity.pk}/evidence/", {"proofs": [photo], "kind": "photo"}, follow=True
    )

    proof = Evidence.objects.get()
    assert f"/activities/{activity.pk}/evidence/{proof.pk}/thumbnail/" in sent.content.decode()
    file = lan.get(f"/activities/{activity.pk}/evidence/{proof.pk}/")
    assert file["Content-Type"] == "image/jpeg"
    assert file.content == filestore.open_file(proof.file_key)
    assert not opened(file.content).getexif()


def test_a_pdf_is_handed_out_as_a_download(world: World, lan: Client) -> None:
    activity = an_activity(world)
    paper = SimpleUploadedFile("danh sách.pdf", b"%PDF-1.4 ...", "application/pdf")

    lan.post(f"/activities/{activity.pk}/evidence/", {"proofs": [paper], "kind": "list"})

    file = lan.get(f"/activities/{activity.pk}/evidence/{Evidence.objects.get().pk}/")
    assert file["Content-Disposition"].startswith("attachment")
    assert file["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Hãy chọn một tệp hoặc ghi một đường dẫn."),
        ({"link": "javascript:alert(1)"}, "đường dẫn"),
        ({"proofs": [SimpleUploadedFile("a.heic", HEIC)]}, "HEIC"),
        ({"proofs": [SimpleUploadedFile("a.exe", b"MZ...")]}, "JPEG, PNG hay tệp PDF"),
    ],
)
def test_unfit_evidence_gets_a_sentence_and_stores_nothing(
    world: World, lan: Client, sent: dict[str, object], sentence: str
) -> None:
    activity = an_activity(world)

    answer = lan.post(f"/activities/{activity.pk}/evidence/", sent)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not Evidence.objects.exists()


def test_evidence_is_reached_only_through_its_own_record(world: World, lan: Client) -> None:
    mine, theirs = an_activity(world), a_submitted_activity(world, by="mai")
    proof = proof_of(ACTIVITIES, theirs, world, by="mai")

    for record in (mine, theirs):
        assert lan.get(f"/activities/{record.pk}/evidence/{proof.pk}/").status_code == 404
