"""What every list shares: filters, sorting and paging kept in the address.

rows = sort(request, activities_visible_to(acting), {"day": "occurred_on", "name": "name"}, "-day")
page = page_of(request, rows)
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

PAGE_SIZE = 50
SORT = "sort"
PAGE = "page"
FORMAT = "format"
WORKBOOK = "xlsx"

_Row = TypeVar("_Row", bound=Model)


class NarrowingForm(forms.Form):
    """The filters of a list."""

    @property
    def chosen(self) -> dict[str, Any]:
        """What is asked for; a value that cannot be read narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def page_of(
    request: HttpRequest, rows: "QuerySet[Any] | Sequence[Any]", size: int = PAGE_SIZE
) -> "Page[Any]":
    """The page the address asks for; the nearest one when it asks for a page that is not there."""
    return Paginator(rows, size).get_page(request.GET.get(PAGE))


def sort_key(request: HttpRequest, allowed: dict[str, str], default: str) -> str:
    """What the address asks to sort by (``day`` or ``-day``), if the list can be sorted so."""
    wanted = request.GET.get(SORT, default)
    return wanted if wanted.removeprefix("-") in allowed else default


def sort(
    request: HttpRequest, rows: "QuerySet[_Row]", allowed: dict[str, str], default: str
) -> "QuerySet[_Row]":
    """The rows in the order the address asks for; rows that tie keep the order of their keys."""
    key = sort_key(request, allowed, default)
    column = allowed[key.removeprefix("-")]
    return rows.order_by(f"-{column}" if key.startswith("-") else column, "pk")


def wants_workbook(request: HttpRequest) -> bool:
    """Whether the same list is asked for as an Excel file."""
    return request.GET.get(FORMAT) == WORKBOOK
