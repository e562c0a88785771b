"""Passkeys (WebAuthn): what a browser is asked for, and whether its answer fits.

A passkey always asks for the person's finger, face or PIN, so it alone is two factors. It belongs
to the site's host: a copy of the page elsewhere gets no answer from it.
"""

from dataclasses import dataclass

import webauthn
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from songhanh.foundation.accounts.codes import ISSUER
from songhanh.foundation.accounts.errors import SignInRefusedError
from songhanh.foundation.accounts.models import Passkey, User
from songhanh.foundation.lib.errors import RefusedError


@dataclass(frozen=True)
class Asked:
    """A question to a browser: the challenge it must sign, at the site it must stand on."""

    challenge: str
    host: str
    origin: str


@dataclass(frozen=True)
class MadeCredential:
    """A new passkey as it is kept: base64url texts and the count of its signatures."""

    credential: str
    public_key: str
    sign_count: int


def asked_by(request: HttpRequest, challenge: str) -> Asked:
    """The question with a challenge, as it stands on the site of a request."""
    host = request.get_host()
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return Asked(challenge, name, f"{request.scheme}://{host}")


def options_for_new(user: User, request: HttpRequest) -> tuple[str, str]:
    """What the browser is asked for a new passkey, as JSON, and its challenge."""
    options = webauthn.generate_registration_options(
        rp_id=asked_by(request, "").host,
        rp_name=ISSUER,
        user_id=salted_hmac("accounts.passkey-user", str(user.pk), algorithm="sha256").digest(),
        user_name=user.username,
        user_display_name=str(user),
        exclude_credentials=_descriptors(user),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return webauthn.options_to_json(options), bytes_to_base64url(options.challenge)


def options_for_signing_in(request: HttpRequest) -> tuple[str, str]:
    """What the browser is asked to sign in, as JSON, and its challenge; it offers what it has."""
    options = webauthn.generate_authentication_options(
        rp_id=asked_by(request, "").host,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options), bytes_to_base64url(options.challenge)


def read_new(answer: str, asked: Asked) -> MadeCredential:
    """The new passkey of a browser's answer.

    Raises:
        RefusedError: it is no answer to this question.
    """
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(asked.challenge),
            expected_rp_id=asked.host,
            expected_origin=asked.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise RefusedError(
            _("Thiết bị chưa tạo được khóa truy cập hợp lệ. Hãy mở lại trang rồi thử lần nữa.")
        ) from error
    return MadeCredential(
        bytes_to_base64url(made.credential_id),
        bytes_to_base64url(made.credential_public_key),
        made.sign_count,
    )


def credential_in(answer: str) -> str:
    """The name of the passkey that answers; empty when the answer names none."""
    try:
        return bytes_to_base64url(
            webauthn.helpers.parse_authentication_credential_json(answer).raw_id
        )
    except (WebAuthnException, ValueError, TypeError):
        return ""


def check(answer: str, asked: Asked, held: Passkey) -> int:
    """The passkey's count of signatures after this one.

    Raises:
        SignInRefusedError: it did not sign this question here.
    """
    try:
        checked = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(asked.challenge),
            expected_rp_id=asked.host,
            expected_origin=asked.origin,
            credential_public_key=base64url_to_bytes(held.public_key),
            credential_current_sign_count=held.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise SignInRefusedError(
            _("Khóa truy cập chưa được xác nhận. Hãy mở lại trang rồi thử lần nữa.")
        ) from error
    return checked.new_sign_count


def _descriptors(user: User) -> list[PublicKeyCredentialDescriptor]:
    known = Passkey.objects.filter(user=user).values_list("credential", flat=True)
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known]
