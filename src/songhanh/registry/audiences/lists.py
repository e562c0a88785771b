"""The start values of the code lists: audience groups and kinds of areas, with their aliases.

They stand in ``data`` and are put in place after every migration; what somebody changed is left.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Coded:
    """A code with its names; aliases are separated by ``|``."""

    code: str
    name: str
    name_en: str
    aliases: str
    parent: str = ""
    priority: bool = False

    @property
    def spellings(self) -> list[str]:
        """The other ways it is written, one by one."""
        return self.aliases.split("|") if self.aliases else []


def _read(name: str) -> tuple[Coded, ...]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(
            Coded(
                row["code"],
                row["name"],
                row["name_en"],
                row["aliases"],
                row.get("parent", ""),
                row.get("priority") == "yes",
            )
            for row in csv.DictReader(file)
        )


GROUPS = _read("groups.csv")
AREAS = _read("areas.csv")
