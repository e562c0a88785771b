"""What each verb of a fact is called in Vietnamese. Every app fills in its own from ``ready``:

``verbs.register({"activity.submit": _("gửi bản ghi hoạt động")})``
"""

from collections.abc import Mapping

from django.utils.functional import Promise

_names: dict[str, str | Promise] = {}


def register(names: Mapping[str, str | Promise]) -> None:
    """Name the verbs of an app."""
    _names.update(names)


def name_of(verb: str) -> str:
    """The verb in words; the verb itself when nobody named it (a fact of an app since removed)."""
    return str(_names.get(verb, verb))


def known() -> dict[str, str]:
    """Every named verb with its name, in the order of the names."""
    return dict(sorted(((verb, str(name)) for verb, name in _names.items()), key=lambda v: v[1]))
