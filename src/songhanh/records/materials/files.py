"""The file of a version: taken in once, looked at, with a smaller one for slow lines."""

import hashlib
from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError, UnfitEvidenceError
from songhanh.foundation.lib.photos import prepare
from songhanh.foundation.lib.rules import require
from songhanh.records.materials.kind import VERSIONS
from songhanh.records.materials.models import MaterialVersion
from songhanh.records.recording.actions import locked_one
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.rules import can_change

MOST_BYTES = 50 * 1024 * 1024
SMALL_SIDE = 640
SMALL_QUALITY = 60
_SOUNDS = (
    (b"ID3", 0, "audio/mpeg", ".mp3"),
    (b"\xff\xfb", 0, "audio/mpeg", ".mp3"),
    (b"OggS", 0, "audio/ogg", ".ogg"),
    (b"ftypM4A", 4, "audio/mp4", ".m4a"),
    (b"ftyp", 4, "video/mp4", ".mp4"),
)
"""Signs at a place of the file, its type and its ending."""


def set_file(
    version: MaterialVersion, data: bytes, name: str, *, acting: Acting, at: datetime
) -> MaterialVersion:
    """Keep the file of a version that is not approved yet.

    Raises:
        RefusedError: too large, of another form, or the very file another version has.
    """
    if len(data) > MOST_BYTES:
        raise RefusedError(
            _("Tệp “%(name)s” nặng %(size)s MB; mỗi tệp tối đa %(most)s MB. Hãy nén hoặc cắt ngắn.")
            % {
                "name": name,
                "size": len(data) // 1024**2,
                "most": MOST_BYTES // 1024**2,
            }
        )
    kept, media_type, suffix, thumbnail = _looked_at(data, name)
    digest = hashlib.sha256(kept).hexdigest()
    with recorded("material_version.set_file", acting=acting, at=at, subject=version):
        row = locked_one(VERSIONS.kind, version)
        require(can_change(acting, row, day_of(at)))
        _require_new(row, digest)
        row.file_key = filestore.store(kept, suffix)
        row.file_name = name[-200:]
        row.media_type, row.size, row.sha256 = media_type, len(kept), digest
        row.small_key = filestore.store(_smaller(kept), ".jpg") if thumbnail else ""
        row.thumbnail_key = filestore.store(thumbnail, ".jpg") if thumbnail else ""
        row.version += 1
        row.save()
    return row


def _looked_at(data: bytes, name: str) -> tuple[bytes, str, str, bytes]:
    """What will be kept, its type, its ending, and a thumbnail where it is a picture."""
    for sign, place, media_type, suffix in _SOUNDS:
        if data[place : place + len(sign)] == sign:
            return data, media_type, suffix, b""
    try:
        prepared = prepare(data, name)
    except UnfitEvidenceError as error:
        raise RefusedError(
            _("%(why)s Tệp của sản phẩm là ảnh JPEG, PNG, PDF, âm thanh MP3, M4A, OGG, video MP4.")
            % {"why": error.message}
        ) from error
    return prepared.data, prepared.media_type, prepared.suffix, prepared.thumbnail


def _smaller(picture: bytes) -> bytes:
    """The picture for slow lines: a side of 640, some 40 kB."""
    with Image.open(BytesIO(picture)) as image:
        small = image.convert("RGB")
        small.thumbnail((SMALL_SIDE, SMALL_SIDE))
        out = BytesIO()
        small.save(out, "JPEG", quality=SMALL_QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _require_new(version: MaterialVersion, digest: str) -> None:
    same = (
        MaterialVersion.objects.filter(sha256=digest)
        .exclude(pk=version.pk)
        .exclude(standing=RecordStanding.CANCELLED)
        .first()
    )
    if same is not None:
        raise RefusedError(
            _("Tệp này giống hệt tệp của “%(title)s”. Hãy dùng bản đã có hoặc chọn tệp khác.")
            % {"title": same.title}
        )
