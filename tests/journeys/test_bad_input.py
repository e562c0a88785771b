"""What comes in broken, strange or too large: a plain sentence, the right status, nothing stored.

By the page and by the command line, with every table counted before and after.
"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as the_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from songhanh.records.activities.models import Activity
from songhanh.site.commandline.main import main
from songhanh.site.demo.sample_plan import sample_plan
from tests.records.makers import a_submitted_activity
from tests.site.conftest import stored
from tests.world import World

pytestmark = pytest.mark.django_db

Visit = Callable[[str], Client]

SIGNING_IN = {
    "accounts_failedsignin",
    "accounts_opensession",
    "django_session",
    "audit_auditentry",
}


def bomb() -> bytes:
    """A small .docx whose text unfolds to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as stream:
            for _ in range(300):
                stream.write(b" " * 1024 * 1024)
    return out.getvalue()


def a_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xin-chao.txt", "xin chào")
    return out.getvalue()


LETTER = """SỞ NỘI VỤ
Số: 12/SNV-BĐG
V/v mời dự hội nghị

Kính gửi: Ủy ban nhân dân các xã, phường

Sở Nội vụ trân trọng kính mời quý cơ quan cử đại diện tới dự hội nghị vào 8 giờ ngày 12/3.
"""

FILES = {
    "an empty file": ("ke-hoach.docx", lambda: b""),
    "an empty text": ("ke-hoach.txt", lambda: b""),
    "blanks alone": ("ke-hoach.txt", lambda: b" \n\t\n" * 20),
    "a binary renamed .txt": ("ke-hoach.txt", lambda: bytes(range(256)) * 64),
    "a picture renamed .docx": ("ke-hoach.docx", lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 2000),
    "a Word file cut short": ("ke-hoach.docx", lambda: sample_plan(2026)[:9000]),
    "a zip that is no Word file": ("ke-hoach.docx", a_zip),
    "a Word file that unfolds endlessly": ("ke-hoach.docx", bomb),
    "a broken PDF": ("ke-hoach.pdf", lambda: b"%PDF-1.7\n" + b"rubbish " * 200),
    "a letter": ("cong-van.txt", LETTER.encode),
}


@pytest.fixture
def visit(world: World) -> Visit:
    """A visitor already signed in."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(world.users[name])
        client.get("/")
        return client

    return sign_in


def kept_files() -> list[Path]:
    return [path for path in Path(the_settings.FILES).rglob("*") if path.is_file()]


def page_of(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_plan_is_refused_on_the_page(
    visit: Visit, world: World, case: str
) -> None:
    name, make = FILES[case]
    minh = visit("minh")
    before = stored()
    upload = {"file": SimpleUploadedFile(name, make()), "issuer": world.units["P"].pk}
    answer = minh.post("/plans/upload/", upload)

    assert answer.status_code == 400
    assert 'class="error"' in page_of(answer)
    assert "Traceback" not in page_of(answer)
    assert stored() == before
    assert kept_files() == []


@pytest.mark.parametrize("case", FILES)
@pytest.mark.parametrize("command", ["read", "check", "publish"])
def test_a_file_that_is_no_plan_is_refused_on_the_command_line(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str, command: str
) -> None:
    name, make = FILES[case]
    path = tmp_path / name
    path.write_bytes(make())
    options = ["--issuer", "P", "--yes"] if command == "publish" else []
    before = stored()
    code = main(["plan", command, str(path), *options, "--json"])
    written = capsys.readouterr()

    assert code == 2
    assert written.err.strip().endswith(".")
    assert len(written.err.strip().splitlines()) == 1
    assert ('"not_a_plan": true' in written.out) == (command == "read")
    assert stored() == before


def test_fifty_megabytes_are_refused_before_they_are_read(visit: Visit, world: World) -> None:
    minh = visit("minh")
    before = stored()
    large = SimpleUploadedFile("ke-hoach.txt", b"x" * (50 * 1024 * 1024))
    answer = minh.post("/plans/upload/", {"file": large, "issuer": world.units["P"].pk})

    assert answer.status_code == 413
    assert "MB" in page_of(answer)
    assert stored() == before


RECORD = {
    "title": "Nói chuyện tại thôn 2",
    "form": "thematic_talk",
    "held_on": "08/03/2026",
    "on_law_policy": "yes",
}

WRONG = [
    ("held_on", "30/02/2026"),
    ("held_on", "hôm qua"),
    ("held_on", "2026"),
    ("held_on", "08/03/0026"),
    ("held_on", ""),
    ("ended_on", "07/03/2026"),
    ("male", "-3"),
    ("male", "ba mươi"),
    ("cost_vnd", "12,5,5"),
    ("form", "múa rối"),
    ("title", ""),
]


@pytest.mark.parametrize(("field", "typed"), WRONG)
def test_a_record_with_something_wrong_is_shown_again(
    visit: Visit, world: World, field: str, typed: str
) -> None:
    lan = visit("lan")
    before = stored()
    sent = {**RECORD, "unit": world.units["A"].pk, "submit": "yes", field: typed}
    answer = lan.post("/activities/new/", sent)

    assert answer.status_code == 400
    assert f'id="id_{field}' in page_of(answer)
    assert stored() == before
    assert not Activity.objects.exists()


def test_a_day_to_come_is_the_officer_s_to_confirm_or_refused(visit: Visit, world: World) -> None:
    lan = visit("lan")
    sent = {**RECORD, "unit": world.units["A"].pk, "submit": "yes", "held_on": "08/03/2096"}

    assert lan.post("/activities/new/", sent).status_code == 400
    assert not Activity.objects.exists()


def test_another_unit_in_the_address_is_not_found(visit: Visit, world: World) -> None:
    lan_s = a_submitted_activity(world, "lan")
    mai, xuan, minh = visit("mai"), visit("xuan"), visit("minh")
    before = stored()
    for path in ("", "edit/", "evidence/", "cancel/"):
        for visitor in (mai, xuan):
            answer = visitor.get(f"/activities/{lan_s.pk}/{path}")
            assert answer.status_code in {403, 404}, path
            assert lan_s.title not in page_of(answer)
    assert mai.post(f"/activities/{lan_s.pk}/cancel/", {"reason": "x"}).status_code in {403, 404}
    posted = {**RECORD, "unit": world.units["B"].pk, "submit": "yes"}
    assert visit("lan").post("/activities/new/", posted).status_code in {400, 403, 404}
    assert stored() | dict.fromkeys(SIGNING_IN, 0) == before | dict.fromkeys(SIGNING_IN, 0)
    assert minh.get(f"/activities/{lan_s.pk}/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/results/999999/",
        "/plans/999999/",
        "/submissions/999999/",
        "/documents/999999/",
        "/consolidations/999999/2026/",
        "/units/999999/",
        "/activities/99999999999999999999999/",
        "/submissions/new/?rule=9&unit=9&period=2026",
        "/submissions/new/?rule=x&unit=y&period=z",
    ],
)
def test_what_is_not_there_is_not_found(visit: Visit, address: str) -> None:
    answer = visit("minh").get(address)

    assert answer.status_code in {400, 404}
    assert "<h1" in page_of(answer)
