"""Pages of accounts."""

from songhanh.foundation.accounts.views import identities, passkeys, security, sessions, signing
from songhanh.foundation.accounts.views.signing import sign_in_page

__all__ = ["identities", "passkeys", "security", "sessions", "sign_in_page", "signing"]
