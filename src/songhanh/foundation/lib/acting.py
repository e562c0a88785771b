"""Who is acting, in which role, for which unit: a plain value for rules, queries and actions."""

from dataclasses import dataclass

COMMAND_LINE = "command-line"
"""The acting role of the command line when no user was named with ``--by``."""


@dataclass(frozen=True)
class Acting:
    """A person (or the command line) acting in one role for one unit.

    The role is one of the codes LO … AD of the registry of roles, ``command-line``, or empty for
    somebody who signed in without any role. ``branch_id`` is the root of the branch of the unit
    tree this role may see; ``None`` means no branch at all, except for the command line, which is
    run by whoever owns the installation and sees everything. ``deputy_for_id`` is the user in
    whose place the person acts.
    """

    user_id: int | None
    username: str
    role: str
    unit_id: int | None = None
    unit_code: str = ""
    branch_id: int | None = None
    deputy_for_id: int | None = None
    unit_name: str = ""

    @property
    def sees_everything(self) -> bool:
        """Whether no branch limits what may be seen."""
        return self.role == COMMAND_LINE

    def acts_as(self, *roles: str) -> bool:
        """Whether the acting role is one of these, or the command line."""
        return self.role in roles or self.role == COMMAND_LINE


def command_line() -> Acting:
    """The command line without a user: ``songhanh …`` without ``--by``."""
    return Acting(user_id=None, username=COMMAND_LINE, role=COMMAND_LINE)
