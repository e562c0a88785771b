"""Forms filled with things of another branch: their units, their people, their numbers."""

from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey
from lxml import html

from songhanh.foundation.accounts.models import User
from songhanh.registry.orgunits.models import OrgUnit
from tests.world import World

DAY, NUMBER = "15/06/2026", "1"
_LEFT_ALONE = {"password", "file", "submit", "button", "reset"}


@dataclass(frozen=True)
class Foreign:
    """Things of the province next door, as somebody of ours might name them in a form."""

    units: frozenset[int]
    users: frozenset[int]
    unit_code: str
    unit_pk: int
    username: str

    @classmethod
    def of(cls, world: World) -> "Foreign":
        """Xã Xuân Lộc with its officer, and the department of that province."""
        units = frozenset(world.units[code].pk for code in ("Q", "X", "QS"))
        users = frozenset(
            user.pk
            for name, user in world.users.items()
            if name.startswith("there-") or name == "xuan"
        )
        return cls(units, users, "X", world.units["X"].pk, "xuan")

    def rows_that_name_them(self) -> dict[str, int]:
        """How many rows of each table point at a foreign unit or person, by table and field."""
        with connection.cursor() as cursor:
            cursor.execute(self._question)
            return dict(cursor.fetchall())

    @cached_property
    def _question(self) -> str:
        """One statement for all tables: it is asked after every form."""
        quote, asked = connection.ops.quote_name, []
        for model in apps.get_models():
            for field in model._meta.local_fields:
                ids = {OrgUnit: self.units, User: self.users}.get(field.related_model)
                if isinstance(field, ForeignKey) and ids:
                    listed = ", ".join(map(str, sorted(ids)))
                    asked.append(
                        f"SELECT '{model._meta.label}.{field.name}', count(*)"
                        f" FROM {quote(model._meta.db_table)}"
                        f" WHERE {quote(field.column)} IN ({listed})"
                    )
        return " UNION ALL ".join(asked)


def posted_forms(page: bytes) -> list[html.FormElement]:
    """The forms of a page that are sent by POST to somewhere, the frame's own left out."""
    document = html.fromstring(page)
    forms = document.xpath("//main//form[translate(@method,'POST','post')='post']")
    return [form for form in forms if "/i18n/" not in (form.action or "")]


def filled_with(form: html.FormElement, foreign: Foreign, text: str) -> dict[str, object]:
    """The form as a curious person would send it: every choice foreign, every text a given one."""
    data: dict[str, object] = {}
    for element in form.xpath(".//input|.//select|.//textarea"):
        name, kind = element.get("name"), element.get("type", "text")
        if name and name != "csrfmiddlewaretoken" and kind not in _LEFT_ALONE:
            data[name] = _value(element, kind, foreign, text)
    return data


def _value(element: html.HtmlElement, kind: str, foreign: Foreign, text: str) -> object:
    if element.tag == "select" or kind in {"radio", "checkbox"}:
        values = [
            value
            for value in (element.xpath(".//option/@value") or [element.get("value", "on")])
            if value
        ]
        numbered = [value for value in values if value.isdecimal()]
        return str(foreign.unit_pk) if numbered else (values or [""])[0]
    if kind == "hidden":
        return element.get("value", "")
    if "control-date" in (element.get("class") or ""):
        return DAY
    if "control-number" in (element.get("class") or ""):
        return NUMBER
    return text
