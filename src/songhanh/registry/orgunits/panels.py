"""Sections of a unit's page that floors above fill in: people, plans, obligations, records.

The registry knows nothing above itself; an app registers its section from ``AppConfig.ready``:

    panels.register("people", "roles/unit_people.html", people_panel)

``people_panel(acting, unit_id, day)`` gives the context of the template, or None to show nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from songhanh.foundation.lib.acting import Acting

Filler = Callable[[Acting, int, date], dict[str, object] | None]


@dataclass(frozen=True)
class Panel:
    """A section ready to be shown."""

    template: str
    context: dict[str, object]


_fillers: dict[str, tuple[str, Filler]] = {}


def register(name: str, template: str, filler: Filler) -> None:
    """Add a section; the same name replaces it. Sections stand in the order of their names."""
    _fillers[name] = template, filler


def panels_for(acting: Acting, unit_id: int, day: date) -> list[Panel]:
    """The sections that have something to show this person."""
    filled = ((template, filler(acting, unit_id, day)) for _, (template, filler) in _sorted())
    return [Panel(template, context) for template, context in filled if context is not None]


def _sorted() -> list[tuple[str, tuple[str, Filler]]]:
    return sorted(_fillers.items())
