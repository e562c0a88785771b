"""Evidence of a record: what is kept with it, what is refused, who may open it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.errors import UnfitEvidenceError
from songhanh.foundation.lib.handedin import GivenFile
from songhanh.records.activities.actions import accept_activities
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.recording.errors import MoveRefusedError
from songhanh.records.recording.evidence import add_files, add_link, remove
from songhanh.records.recording.models import Evidence
from tests.photos import HEIC, a_photo, opened, with_place
from tests.records.makers import a_submitted_activity, an_activity, proof_of
from tests.world import NOON, World

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
