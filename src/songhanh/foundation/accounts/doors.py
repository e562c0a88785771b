"""Further ways in that the floors above offer to whoever has no account yet.

An app registers one from ``AppConfig.ready``: ``doors.register("roles:enter_code", _("…"))``.
"""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Door:
    """A page open to everybody, and what its link on the sign-in page says."""

    address: str
    label: str | Promise


_doors: dict[str, Door] = {}


def register(address: str, label: str | Promise) -> None:
    """Show a link on the sign-in page; the same address replaces it."""
    _doors[address] = Door(address, label)


def doors() -> list[Door]:
    """All of them, in the order of their addresses."""
    return [_doors[address] for address in sorted(_doors)]
