"""The two acting roles the audit is open to, by their codes: this floor knows no registry."""

from typing import Final

ADMINISTRATOR: Final = "AD"
LEAD_OFFICER: Final = "LO"
