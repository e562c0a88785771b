"""Files people hand in with a form: chosen, looked at, and handed out again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.errors import UnfitEvidenceError
from songhanh.foundation.lib.photos import MAX_BYTES, prepare

MOST_FILES = 10

_IMMUTABLE = "private, max-age=31536000, immutable"


@dataclass(frozen=True)
class GivenFile:
    """A file as somebody handed it in, and what they said of it (nothing: a photo or a list)."""

    name: str
    data: bytes
    kind: str = ""
    caption: str = ""


class PickFiles(forms.FileInput):
    """Choose several files at once; on a phone, photos of the camera among them."""

    allow_multiple_selected = True

    def value_from_datadict(
        self,
        data: Mapping[str, Any],  # noqa: ARG002 - Django calls it so
        files: Any,
        name: str,
    ) -> list[UploadedFile]:
        """Every file chosen, not only the last."""
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """Photos and PDF files, each looked at as soon as it arrives."""

    def __init__(self, **kwargs: Any) -> None:
        widget = PickFiles(attrs={"accept": "image/jpeg,image/png,application/pdf"})
        super().__init__(widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[GivenFile]:  # noqa: ARG002 - Django calls it so
        """The files with their bytes.

        Raises:
            ValidationError: one of them cannot be kept, or there are too many.
        """
        given: list[UploadedFile] = [file for file in data or [] if file]
        if not given and self.required:
            raise ValidationError(_("Hãy chọn ít nhất một ảnh hoặc tệp PDF."))
        if len(given) > MOST_FILES:
            raise ValidationError(
                _("Mỗi lần gửi tối đa %(most)s tệp. Hãy gửi làm nhiều lần.") % {"most": MOST_FILES}
            )
        return [_looked_at(file) for file in given]


def _looked_at(file: UploadedFile) -> GivenFile:
    name = file.name or ""
    try:
        if (file.size or 0) > MAX_BYTES:
            prepare(b" " * (MAX_BYTES + 1), name)
        data = file.read()
        prepare(data, name)
    except UnfitEvidenceError as error:
        raise ValidationError(error.message) from error
    return GivenFile(name, data)


def kept_file(key: str, name: str, media_type: str) -> HttpResponse:
    """A kept file as a response that may stay in the person's own browser: it never changes.

    A picture is shown, anything else is handed out under its name.

    Raises:
        Http404: nothing is kept under this key.
    """
    if not key:
        raise Http404
    try:
        data = filestore.open_file(key)
    except filestore.UnknownFileError as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=media_type)
    if not media_type.startswith("image/"):
        disposition = content_disposition_header(as_attachment=True, filename=name)
        response["Content-Disposition"] = disposition or "attachment"
    response["Cache-Control"] = _IMMUTABLE
    return response
