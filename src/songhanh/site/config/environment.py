"""What an installation decides, read from environment variables.

``SONGHANH_DATABASE_URL`` (``sqlite:////absolute/path`` or ``postgresql://user:password@host/name``),
``SONGHANH_FILES``, ``SONGHANH_VAR``, ``SONGHANH_SECRET_KEY``, ``SONGHANH_HOSTS``,
``SONGHANH_ORIGINS``, ``SONGHANH_HTTPS``, ``SONGHANH_DEBUG``;
``SONGHANH_SESSION_HOURS``, ``SONGHANH_SESSION_IDLE_MINUTES``,
``SONGHANH_JOBS_KEPT_DAYS``;
``SONGHANH_FAILURES_PER_NAME``, ``SONGHANH_FAILURES_PER_ADDRESS``, ``SONGHANH_LOCK_MINUTES``,
``SONGHANH_ADDRESS_HEADER`` (the header in which a proxy tells the client's address);
``SONGHANH_HSTS_SECONDS``; ``SONGHANH_SECOND_FACTOR_ROLES``; ``SONGHANH_OIDC_ISSUER``,
``SONGHANH_OIDC_CLIENT_ID``, ``SONGHANH_OIDC_CLIENT_SECRET``, ``SONGHANH_OIDC_NAME``,
``SONGHANH_OIDC_SCOPES``; ``SONGHANH_INVITATION_DAYS``; ``SONGHANH_MAIL_URL``,
``SONGHANH_MAIL_FROM``, ``SONGHANH_PUBLIC_URL`` (the address people open the site under).
"""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def var_folder() -> Path:
    """Where an installation keeps what it writes: ``./var`` unless said otherwise."""
    return Path(os.environ.get("SONGHANH_VAR", "var")).resolve()


def files_folder(var: Path) -> Path:
    """Where uploaded and written files are kept."""
    return Path(os.environ.get("SONGHANH_FILES", var / "files")).resolve()


def flag(name: str) -> bool:
    """A yes/no variable; absent means no."""
    return os.environ.get(name, "").lower() in {"1", "yes", "true", "on"}


def text(name: str) -> str:
    """A variable as it stands; absent is empty."""
    return os.environ.get(name, "")


def words(name: str, *, default: list[str]) -> list[str]:
    """A comma-separated variable."""
    given = text(name)
    return [word.strip() for word in given.split(",") if word.strip()] or default


def number(name: str, *, default: int) -> int:
    """A whole number.

    Raises:
        ImproperlyConfigured: when the variable holds something else.
    """
    given = text(name)
    if not given:
        return default
    if not given.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number; it is {given!r}.")
    return int(given)


def secret_key(var: Path) -> str:
    """The key from the environment, else one made once and kept beside the database.

    Several processes may start at once in an empty folder: each writes a key under a name of its
    own, the first to put it in its place wins, and all read that one. A key is there whole or not
    at all, and for its owner alone.
    """
    given = os.environ.get("SONGHANH_SECRET_KEY")
    if given:
        return given
    path = var / "secret-key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=var, prefix=".secret-key-")
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
        Path(name).unlink()
    return path.read_text(encoding="ascii").strip()


def address(name: str) -> str:
    """An address of the web such as ``https://songhanh.example``, without a slash behind it.

    Raises:
        ImproperlyConfigured: when the variable holds something else.
    """
    given = text(name).strip().rstrip("/")
    parts = urlsplit(given)
    whole = parts.scheme in {"http", "https"} and parts.hostname
    if given and (not whole or parts.query or parts.fragment):
        raise ImproperlyConfigured(
            f"{name} must be an address like https://songhanh.example; it is {given!r}."
        )
    return given


def mail(url: str) -> dict[str, Any]:
    """Django's settings for a mail server, from ``smtp://user:password@host:port`` (or ``smtps``).

    Nothing set means that no mail is sent.

    Raises:
        ImproperlyConfigured: for any other kind of address.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ImproperlyConfigured(
            "SONGHANH_MAIL_URL must start with smtp:// or smtps://; "
            f"it starts with {parts.scheme!r}."
        )
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def database(var: Path) -> dict[str, Any]:
    """Django's database settings for ``SONGHANH_DATABASE_URL``; SQLite beside the files otherwise.

    Raises:
        ImproperlyConfigured: for any other kind of address.
    """
    url = os.environ.get("SONGHANH_DATABASE_URL", "")
    parts = urlsplit(url)
    if not url:
        return _sqlite(str(var / "songhanh.sqlite3"))
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:] if parts.path.startswith("//") else parts.path))
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 0,
            # After ten seconds without a connection it is better to say so than to let people wait.
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
        }
    raise ImproperlyConfigured(
        "SONGHANH_DATABASE_URL must start with sqlite:// or postgresql://; "
        f"it starts with {parts.scheme!r}."
    )


def _sqlite(path: str) -> dict[str, Any]:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # Measured: without IMMEDIATE most contended transactions fail (docs/decisions).
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            " PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
            # 64 MB instead of 2: the indexes of a large import then stay in memory.
            " PRAGMA cache_size=-65536;",
        },
    }
