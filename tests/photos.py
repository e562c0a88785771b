"""Photos as people hand them in."""

from io import BytesIO
from typing import Any

from PIL import Image

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


def a_photo(size: tuple[int, int] = (80, 60), kind: str = "JPEG", **saved: Any) -> bytes:
    """A plain picture."""
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **saved)
    return out.getvalue()


def with_place() -> bytes:
    """A photo that says where, when and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh của Lan"
    exif[0x8825] = {1: "N", 2: (12.0, 40.0, 30.0), 3: "E", 4: (108.0, 2.0, 10.0)}
    return a_photo(exif=exif, comment=b"nha van hoa thon 2")


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))
