"""Word files made for tests, part by part or with python-docx."""

import io
import zipfile
from collections.abc import Callable

from docx import Document
from docx.document import Document as WordDocument

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(**parts: str | bytes) -> bytes:
    """A zip file; `word__document` stands for word/document.xml."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", content)
    return data.getvalue()


def body(content: str, start: str = "") -> str:
    """A document part with this content in its body."""
    return f'{start}<w:document xmlns:w="{NAMESPACE}"><w:body>{content}</w:body></w:document>'


def paragraph(text: str) -> str:
    """A paragraph of one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def written(write: Callable[[WordDocument], None]) -> bytes:
    """A document that python-docx has written."""
    document = Document()
    write(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()
