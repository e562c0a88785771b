"""Files people hand in as evidence, made fit to be kept.

A photo is written anew: place, camera and everything else its file carries stays behind, and it is
no larger than a page can use. A PDF is kept as it is. Nothing is unpacked before its size is known.
"""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from songhanh.foundation.lib.errors import UnfitEvidenceError

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 60_000_000
LONGEST_SIDE = 1600
THUMBNAIL_SIDE = 320
_QUALITY = 82

_SCAN, _END = 0xDA, 0xD9
_PLAIN_JFIF = (0xE0, 16)
_PICTURE_MARKERS = {0xDB, 0xC0, 0xC2, 0xC4, 0xDD, _SCAN}
"""Quantisation, frame (baseline, progressive), Huffman tables, restart interval, scan."""
_RESTARTS = {bytes([marker]) for marker in range(0xD0, 0xD8)}

_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"}


@dataclass(frozen=True)
class PreparedFile:
    """A file as it will be kept: its bytes, its thumbnail (photos only), what it is."""

    data: bytes
    thumbnail: bytes
    media_type: str
    suffix: str

    @property
    def sha256(self) -> str:
        """The digest of what is kept."""
        return hashlib.sha256(self.data).hexdigest()


def prepare(data: bytes, name: str) -> PreparedFile:
    """Make a JPEG, PNG or PDF fit to be kept.

    Raises:
        UnfitEvidenceError: it is none of these, too large, or damaged.
    """
    if not data:
        raise UnfitEvidenceError(
            _("Tệp “%(name)s” trống. Hãy chọn lại tệp có nội dung.") % {"name": name}
        )
    if len(data) > MAX_BYTES:
        raise UnfitEvidenceError(
            _("Tệp “%(name)s” nặng hơn %(limit)s MB. Hãy chọn ảnh nhỏ hơn hoặc nén tệp lại.")
            % {"name": name, "limit": MAX_BYTES // 1024**2}
        )
    if data.startswith(b"%PDF-"):
        return PreparedFile(data, b"", "application/pdf", ".pdf")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        raise UnfitEvidenceError(
            _(
                "Tệp “%(name)s” là ảnh HEIC của điện thoại, chưa nhận được. Hãy chuyển ảnh sang "
                "JPEG (trên iPhone: Cài đặt, Camera, Định dạng, “Tương thích nhất”) rồi tải lại."
            )
            % {"name": name}
        )
    return _photo(data, name)


def _photo(data: bytes, name: str) -> PreparedFile:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise _too_many_pixels(name)
                upright = ImageOps.exif_transpose(image)
                kept = _is_ours(data) and max(image.size) <= LONGEST_SIDE
                return PreparedFile(
                    data if kept and _readable(image) else _jpeg(upright, LONGEST_SIDE),
                    _jpeg(upright, THUMBNAIL_SIDE),
                    "image/jpeg",
                    ".jpg",
                )
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_many_pixels(name) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnfitEvidenceError(
            _(
                "Tệp “%(name)s” không phải ảnh JPEG, PNG hay tệp PDF đọc được. "
                "Hãy chọn một tệp thuộc các loại này."
            )
            % {"name": name}
        ) from error


def _is_ours(data: bytes) -> bool:
    """Whether a JPEG holds the picture and nothing else, as those written here do.

    Such a file is kept as it is: writing it anew would change its bytes at every move from one
    database to another, and wear the picture. Only tables and frames may stand before the picture,
    JFIF's own header without a preview, and nothing after its end.
    """
    at = 2
    while data[at : at + 1] == b"\xff" and at + 2 <= len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _END:
            return at + 2 == len(data)
        if marker not in _PICTURE_MARKERS and (marker, length) != _PLAIN_JFIF:
            return False
        at += 2 + length
        if marker == _SCAN:
            at = _end_of_scan(data, at)
    return False


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands; within a scan 0xFF is escaped or counts restarts."""
    at = data.find(b"\xff", at)
    while at >= 0 and (data[at + 1 : at + 2] == b"\x00" or data[at + 1 : at + 2] in _RESTARTS):
        at = data.find(b"\xff", at + 2)
    return at if at >= 0 else len(data)


def _readable(image: Image.Image) -> bool:
    image.load()
    return image.mode == "RGB"


def _too_many_pixels(name: str) -> UnfitEvidenceError:
    return UnfitEvidenceError(
        _("Ảnh “%(name)s” có kích thước quá lớn. Hãy chụp lại ở độ phân giải thường.")
        % {"name": name}
    )


def _jpeg(image: Image.Image, longest: int) -> bytes:
    """The picture alone, on white where it was transparent, no side longer than asked."""
    small = image.copy()
    small.thumbnail((longest, longest))
    if small.mode in {"RGBA", "LA", "PA", "P"}:
        small = small.convert("RGBA")
        paper = Image.new("RGBA", small.size, "white")
        small = Image.alpha_composite(paper, small)
    out = BytesIO()
    # Without "exif", "icc_profile" and "comment" nothing but the picture is written.
    clean = Image.new("RGB", small.size)
    clean.paste(small.convert("RGB"))
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue()
