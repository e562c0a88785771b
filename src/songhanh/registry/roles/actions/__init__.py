"""Give roles and end them, invite people, name deputies, hand over; manage users of a branch."""

from songhanh.registry.roles.actions.deputies import appoint_deputy
from songhanh.registry.roles.actions.granting import (
    CHOSEN_ROLE,
    RoleGrant,
    activate_user,
    change_user,
    choose_role,
    create_user,
    deactivate_user,
    end_role,
    end_session,
    end_sessions,
    grant_role,
    remove_second_factors,
    reset_password,
)
from songhanh.registry.roles.actions.handovers import hand_over
from songhanh.registry.roles.actions.invitations import (
    Invited,
    NewAccount,
    accept_invitation,
    clear_invitations,
    invite,
    revoke_invitation,
)

__all__ = [
    "CHOSEN_ROLE",
    "Invited",
    "NewAccount",
    "RoleGrant",
    "accept_invitation",
    "activate_user",
    "appoint_deputy",
    "change_user",
    "choose_role",
    "clear_invitations",
    "create_user",
    "deactivate_user",
    "end_role",
    "end_session",
    "end_sessions",
    "grant_role",
    "hand_over",
    "invite",
    "remove_second_factors",
    "reset_password",
    "revoke_invitation",
]
