"""What can be done with accounts: sign in and out, second factors, sessions, users."""

from songhanh.foundation.accounts.actions.codes import (
    confirm_authenticator,
    pass_second_step,
    remove_authenticator,
    remove_second_factors,
    renew_recovery_codes,
)
from songhanh.foundation.accounts.actions.identities import (
    link_identity,
    sign_in_by_identity,
    unlink_identity,
)
from songhanh.foundation.accounts.actions.passkeys import (
    add_passkey,
    remove_passkey,
    sign_in_by_passkey,
)
from songhanh.foundation.accounts.actions.sessions import (
    clear_sessions,
    end_session,
    end_sessions,
)
from songhanh.foundation.accounts.actions.signing import (
    PasswordChange,
    change_password,
    confirm_password,
    sign_in,
    sign_out,
)
from songhanh.foundation.accounts.actions.users import (
    NewUser,
    OneTimePassword,
    activate_user,
    change_user,
    create_user,
    deactivate_user,
    erase_user,
    open_account,
    reset_password,
)
from songhanh.foundation.lib.errors import RefusedError

__all__ = [
    "NewUser",
    "OneTimePassword",
    "PasswordChange",
    "RefusedError",
    "activate_user",
    "add_passkey",
    "change_password",
    "change_user",
    "clear_sessions",
    "confirm_authenticator",
    "confirm_password",
    "create_user",
    "deactivate_user",
    "end_session",
    "end_sessions",
    "erase_user",
    "link_identity",
    "open_account",
    "pass_second_step",
    "remove_authenticator",
    "remove_passkey",
    "remove_second_factors",
    "renew_recovery_codes",
    "reset_password",
    "sign_in",
    "sign_in_by_identity",
    "sign_in_by_passkey",
    "sign_out",
    "unlink_identity",
]
