"""A field for a unit: its code or its name, near the unit whose page it stands on."""

from datetime import date
from typing import Any

from django import forms

from songhanh.foundation.lib.text import LineField
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import resolve_name, unit_by_code


class UnitsForm(forms.Form):
    """A form whose ``unit_fields`` hold codes or names; cleaned, they are units."""

    unit_fields: tuple[str, ...] = ()
    day_field = "on"

    def __init__(self, *args: Any, near: int | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._near, self._today = near, today

    def clean(self) -> dict[str, Any]:
        """The units meant on the day of the form; a name of several stays open."""
        data: dict[str, Any] = super().clean() or {}
        on = data.get(self.day_field) or self._today
        for name in self.unit_fields:
            text = data.get(name)
            if text:
                data[name] = self._meant(name, text, on)
        return data

    def _meant(self, field: str, text: str, on: date) -> OrgUnit | None:
        unit = unit_by_code(text, on)
        if unit is not None:
            return unit
        meant = resolve_name(text, on, self._near)
        if meant.unit_id is None:
            self.add_error(field, meant.message)
            return None
        return OrgUnit.objects.get(pk=meant.unit_id)


class UnitTextField(LineField):
    """A unit by its code or its name."""
