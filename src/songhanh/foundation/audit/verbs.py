"""What each verb of a fact is called in Vietnamese. Every app fills in its own from ``ready``:

``verbs.register({"activity.submit": _("gửi bản ghi hoạt động")})``
"""

from collections.abc import Mapping

from django.utils.functional import Promise

_names: dict[str, str | Promise] = {}
_for_administrators: set[str] = set()


def register(names: Mapping[str, str | Promise], *, for_administrators: bool = False) -> None:
    """Name the verbs of an app. What is done to accounts is for administrators alone to read."""
    _names.update(names)
    if for_administrators:
        _for_administrators.update(names)


def name_of(verb: str) -> str:
    """The verb in words; the verb itself when nobody named it (a fact of an app since removed)."""
    return str(_names.get(verb, verb))


def for_administrators() -> frozenset[str]:
    """The verbs only administrators read."""
    return frozenset(_for_administrators)


def named() -> dict[str, str]:
    """Every verb with its name, in the order of the names."""
    return dict(sorted(((verb, str(name)) for verb, name in _names.items()), key=lambda v: v[1]))
