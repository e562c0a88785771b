"""The files the product keeps: each stands under the SHA-256 of its own bytes, so it cannot change.

The same bytes are kept once however often they arrive. A key looks like ``ab/ab12….docx``.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}|")
_KEY = re.compile(r"(?P<folder>[0-9a-f]{2})/(?P<digest>[0-9a-f]{64})(?:\.[a-z0-9]{1,8})?")
_ON_TRIAL = ContextVar("files_on_trial", default=False)


class UnknownFileError(LookupError):
    """No file is kept under this key, or it is no key at all."""


class DamagedFileError(OSError):
    """The bytes on the disk are not the ones that were stored."""


def store(data: bytes, suffix: str) -> str:
    """Keep the bytes and give the key they are found by.

    A file is complete or not there at all: it is written under another name, forced to the disk,
    and put in its place in one step. A damaged copy that stands there is replaced.

    Raises:
        ValueError: the suffix is not a dot with one to eight small letters or digits (or empty).
        OSError: the disk did not take all of it.
    """
    if not _SUFFIX.fullmatch(suffix):
        raise ValueError(f"not a file suffix: {suffix!r}")
    digest = hashlib.sha256(data).hexdigest()
    key = f"{digest[:2]}/{digest}{suffix}"
    if _ON_TRIAL.get():
        return key
    place = _folder() / key
    if not (place.is_file() and _digest_of(place) == digest):
        place.parent.mkdir(parents=True, exist_ok=True)
        _put(place, data)
    return key


@contextmanager
def on_trial() -> Iterator[None]:
    """Let ``store`` give keys and keep nothing: for a trial run that will be taken back.

    A file kept by a transaction that is taken back could not be removed again: somebody else may
    have stored the same bytes meanwhile.
    """
    token = _ON_TRIAL.set(True)
    try:
        yield
    finally:
        _ON_TRIAL.reset(token)


def open_file(key: str) -> bytes:
    """The bytes kept under a key, checked against it.

    Raises:
        UnknownFileError: nothing is kept under this key.
        DamagedFileError: what is kept there has changed since.
    """
    place = path_of(key)
    data = place.read_bytes()
    if hashlib.sha256(data).hexdigest() != place.name.split(".")[0]:
        raise DamagedFileError(f"the kept file {key} has changed since it was stored")
    return data


def path_of(key: str) -> Path:
    """Where the bytes stand on this machine, for tools that read a file themselves.

    Raises:
        UnknownFileError: nothing is kept under this key.
    """
    found = _KEY.fullmatch(key)
    if not found or not found["digest"].startswith(found["folder"]):
        raise UnknownFileError(f"not a key of a kept file: {key!r}")
    place = _folder() / key
    if not place.is_file():
        raise UnknownFileError(f"no file is kept under {key}")
    return place


def _folder() -> Path:
    return Path(settings.FILES)


def _digest_of(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put(place: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".arriving-")
    arriving = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if arriving.stat().st_size != len(data):
            raise OSError(f"only {arriving.stat().st_size} of {len(data)} bytes reached the disk")
        arriving.replace(place)
    finally:
        arriving.unlink(missing_ok=True)
