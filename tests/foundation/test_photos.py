"""Files handed in as evidence: what is kept of a photo, what is refused."""

from io import BytesIO

import pytest
from PIL import Image

from songhanh.foundation.lib.errors import UnfitEvidenceError
from songhanh.foundation.lib.photos import LONGEST_SIDE, MAX_BYTES, prepare
from tests.photos import HEIC, a_photo, opened, with_place


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
