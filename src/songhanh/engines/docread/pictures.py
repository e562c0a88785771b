"""Pages of a PDF as pictures, to be looked at beside the text that was read from them."""

import io

import pypdfium2  # type: ignore[import-untyped] # the library has none

_POINTS_PER_INCH = 72
_DOTS_PER_INCH = 96


def picture_of_page(data: bytes, number: int) -> bytes | None:
    """Page `number`, counted from 1, as a PNG; None when the file is no PDF or has no such page."""
    if b"%PDF-" not in data[:1024]:
        return None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    try:
        if not 1 <= number <= len(document):
            return None
        picture = document[number - 1].render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH).to_pil()
    finally:
        document.close()
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()
