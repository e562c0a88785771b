"""The OpenID provider an installation may sign in with (OpenID Connect Core 1.0, code flow, PKCE).

Off until the settings name an issuer. Everything else is read from the provider's own description.
"""

from dataclasses import dataclass
from typing import Any

import requests
from authlib.common.errors import (  # type: ignore[import-untyped]  # it brings no types
    AuthlibBaseError,
)
from authlib.common.security import (  # type: ignore[import-untyped]  # it brings no types
    generate_token,
)
from authlib.integrations.requests_client import (  # type: ignore[import-untyped]  # it brings no types
    OAuth2Session,
)
from django.conf import settings
from django.utils.translation import gettext as _
from joserfc import jwk, jwt
from joserfc.errors import JoseError

from songhanh.foundation.accounts.errors import SignInRefusedError

_SECONDS = 15
_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
_LEEWAY = 60
_SEVERAL_FACTORS = {"mfa", "otp", "hwk", "swk", "fpt", "face", "sc"}
"""Authentication methods (RFC 8176) beyond a password."""


@dataclass(frozen=True)
class Identity:
    """Who a provider says somebody is."""

    issuer: str
    subject: str
    several_factors: bool = False


@dataclass(frozen=True)
class Begun:
    """A sign-in that was begun: where the browser goes, and what must come back with it."""

    address: str
    state: str
    nonce: str
    verifier: str


def is_on() -> bool:
    """Whether the installation names a provider."""
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID)


def begin(redirect_uri: str) -> Begun:
    """Where to send the browser.

    Raises:
        SignInRefusedError: the provider cannot be reached or does not describe itself.
    """
    described = _description()
    nonce, verifier = generate_token(32), generate_token(64)
    with _session(redirect_uri) as session:
        address, state = session.create_authorization_url(
            described["authorization_endpoint"], nonce=nonce, code_verifier=verifier
        )
    return Begun(address, state, nonce, verifier)


def finish(begun: Begun, answer_address: str, redirect_uri: str) -> Identity:
    """Who came back, by the address the provider sent the browser to.

    Raises:
        SignInRefusedError: the person or the provider broke it off, or the answer is not one to
            what was begun: another state or nonce, another audience, a bad signature, too late.
    """
    described = _description()
    try:
        with _session(redirect_uri, begun.state) as session:
            token = session.fetch_token(
                described["token_endpoint"],
                authorization_response=answer_address,
                code_verifier=begun.verifier,
                timeout=_SECONDS,
            )
        keys = jwk.KeySet.import_key_set(_read(described["jwks_uri"]))  # type: ignore[arg-type]  # checked by the library itself
        claims = jwt.decode(str(token.get("id_token", "")), keys, algorithms=_ALGORITHMS).claims
        _check(claims, described["issuer"], begun.nonce)
    except (AuthlibBaseError, JoseError, requests.RequestException, ValueError, KeyError) as error:
        raise _refusal() from error
    return Identity(
        issuer=described["issuer"],
        subject=str(claims["sub"]),
        several_factors=bool(_SEVERAL_FACTORS & set(claims.get("amr") or ())),
    )


def _check(claims: dict[str, Any], issuer: str, nonce: str) -> None:
    registry = jwt.JWTClaimsRegistry(
        leeway=_LEEWAY,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": settings.OIDC_CLIENT_ID},
        sub={"essential": True},
        exp={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    registry.validate(claims)
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if len(audiences) > 1 and claims.get("azp") != settings.OIDC_CLIENT_ID:
        raise ValueError("a token for several audiences must name us as its authorised party")


def _session(redirect_uri: str, state: str | None = None) -> OAuth2Session:
    return OAuth2Session(
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET or None,
        token_endpoint_auth_method=None if settings.OIDC_CLIENT_SECRET else "none",
        scope=settings.OIDC_SCOPES,
        redirect_uri=redirect_uri,
        state=state,
        code_challenge_method="S256",
        default_timeout=_SECONDS,
    )


def _description() -> dict[str, Any]:
    try:
        described = _read(f"{settings.OIDC_ISSUER}/.well-known/openid-configuration")
    except (requests.RequestException, ValueError) as error:
        raise SignInRefusedError(
            _(
                "Chưa kết nối được với nơi định danh. Hãy thử lại sau ít phút, hoặc đăng nhập bằng"
                " mật khẩu."
            )
        ) from error
    if described.get("issuer", "").rstrip("/") != settings.OIDC_ISSUER:
        raise _refusal()
    return described


def _read(address: str) -> dict[str, Any]:
    answer = requests.get(address, timeout=_SECONDS)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def _refusal() -> SignInRefusedError:
    return SignInRefusedError(
        _(
            "Chưa đăng nhập được qua nơi định danh: câu trả lời nhận được không khớp với yêu cầu"
            " đã gửi. Hãy bắt đầu lại từ trang đăng nhập."
        )
    )
