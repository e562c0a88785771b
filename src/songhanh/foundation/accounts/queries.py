"""What is known of somebody's ways to sign in."""

from dataclasses import dataclass

from songhanh.foundation.accounts.models import (
    Authenticator,
    LinkedIdentity,
    OpenSession,
    Passkey,
    RecoveryCode,
    User,
)


@dataclass(frozen=True)
class SecondFactors:
    """What somebody has beside the password."""

    authenticator: Authenticator | None
    passkeys: list[Passkey]
    recovery_codes_left: int
    identities: list[LinkedIdentity]

    @property
    def any(self) -> bool:
        """Whether a password alone no longer opens the account."""
        return self.authenticator is not None or bool(self.passkeys)


def has_second_factor(user: User) -> bool:
    """Whether a password alone no longer opens the account."""
    return (
        Authenticator.objects.filter(user=user).exists()
        or Passkey.objects.filter(user=user).exists()
    )


def second_factors_of(user: User) -> SecondFactors:
    """Everything somebody has beside the password."""
    return SecondFactors(
        authenticator=Authenticator.objects.filter(user=user).first(),
        passkeys=list(Passkey.objects.filter(user=user)),
        recovery_codes_left=RecoveryCode.objects.filter(user=user, used_at=None).count(),
        identities=list(LinkedIdentity.objects.filter(user=user)),
    )


def sessions_of(user: User) -> list[OpenSession]:
    """The sessions somebody is signed in with, the one used last on top."""
    return list(OpenSession.objects.filter(user=user))
