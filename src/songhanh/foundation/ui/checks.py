"""Start-up check: every entry of the navigation leads somewhere."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks

from songhanh.foundation.ui import navigation


def register() -> None:
    """Register the check with Django."""
    checks.register(entries_lead_somewhere, checks.Tags.urls)


def entries_lead_somewhere(
    app_configs: Sequence[AppConfig] | None = None,  # noqa: ARG001 - Django calls it so
    **_: Any,
) -> list[checks.CheckMessage]:
    """A warning for every entry whose name no ``urls.py`` knows; pages leave it out."""
    return [
        checks.Warning(
            f"The navigation holds {name}, which has no address.",
            hint="Include the app in site/config/urls.py, or correct the name it registers.",
            id="ui.W001",
        )
        for name in navigation.entries_without_address()
    ]
