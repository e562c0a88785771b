"""What the environment decides: the secret key beside the database, HTTPS, the mail server."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from songhanh.site.config import environment

ROOT = Path(__file__).parents[2]


def test_processes_that_start_at_once_share_one_key(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("SONGHANH_SECRET_KEY", raising=False)
    var = tmp_path / "var"
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: environment.secret_key(var), range(64)))
    assert len(keys) == 1
    assert len(keys.pop()) > 50
    assert [place.name for place in var.iterdir()] == ["secret-key"]
    assert (var / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("https", "expected"),
    [("", "0 False None"), ("1", "31536000 True ('HTTP_X_FORWARDED_PROTO', 'https')")],
)
def test_https_brings_hsts_and_secure_cookies(tmp_path: Path, https: str, expected: str) -> None:
    asked = (
        "from songhanh.site.config import settings as s;"
        "print(s.SECURE_HSTS_SECONDS, s.CSRF_COOKIE_SECURE, s.SECURE_PROXY_SSL_HEADER)"
    )
    given = {
        "SONGHANH_HTTPS": https,
        "SONGHANH_VAR": str(tmp_path),
        "PYTHONPATH": str(ROOT / "src"),
    }
    found = subprocess.run(
        [sys.executable, "-c", asked],
        env=os.environ | given,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == expected


def test_hsts_is_said_over_https_only(client: Client, db, settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert client.get("/accounts/sign-in/", secure=True)["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in client.get("/accounts/sign-in/")


def test_a_mail_server_is_read_from_its_address() -> None:
    read = environment.mail("smtps://thu:m%40t@mail.haison.gov.vn")
    assert (read["EMAIL_HOST_PASSWORD"], read["EMAIL_PORT"], read["EMAIL_USE_SSL"]) == (
        "m@t",
        465,
        True,
    )
    assert "dummy" in environment.mail("")["EMAIL_BACKEND"]
    with pytest.raises(ImproperlyConfigured):
        environment.mail("http://mail")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        (" https://songhanh.example/ ", "https://songhanh.example"),
        ("http://10.0.0.7:8000/tinh", "http://10.0.0.7:8000/tinh"),
    ],
)
def test_the_public_address_has_no_slash_behind_it(monkeypatch, given: str, expected: str) -> None:
    monkeypatch.setenv("SONGHANH_PUBLIC_URL", given)
    assert environment.address("SONGHANH_PUBLIC_URL") == expected


@pytest.mark.parametrize("given", ["songhanh.example", "https://", "ftp://a", "https://a/?b=c"])
def test_what_is_no_address_is_refused_at_the_start(monkeypatch, given: str) -> None:
    monkeypatch.setenv("SONGHANH_PUBLIC_URL", given)
    with pytest.raises(ImproperlyConfigured, match="SONGHANH_PUBLIC_URL"):
        environment.address("SONGHANH_PUBLIC_URL")
