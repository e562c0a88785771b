"""Secrets that must be read again, kept sealed: who has the database alone cannot use them.

The key comes from the installation's secret key; after a change of that key the former ones in
``SECRET_KEY_FALLBACKS`` still open what they sealed.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


class UnreadableSecretError(ValueError):
    """A sealed text was sealed with another key, or has been changed."""


def seal(text: str) -> str:
    """The text sealed; the same text gives another one each time."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again.

    Raises:
        UnreadableSecretError: it was not sealed with a key of this installation.
    """
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise UnreadableSecretError from error


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_from(str(key))) for key in keys])


def _key_from(secret: str) -> bytes:
    digest = salted_hmac("accounts.sealing", "v1", secret=secret, algorithm="sha256").digest()
    return urlsafe_b64encode(digest)
