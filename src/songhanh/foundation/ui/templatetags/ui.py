"""The components every page is made of: ``{% load ui %}``. The gallery at ``/ui/`` shows each one.

Each has one template under ``ui/components/``, which opens with what it accepts; a badge, which
lists have in each row, is a tag without one.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from songhanh.engines.counting import Period
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.foundation.ui import fields, formats, lists, tones

register = template.Library()

Text = str | Promise
Pair = tuple[Text, object]

# ----------------------------------------------------------------- values ----


@register.filter
def number(value: formats.Number | None, decimals: int | None = None) -> str:
    """``{{ value|number }}`` or ``{{ value|number:1 }}``: 1.234,5."""
    return formats.number_text(value, decimals)


@register.filter
def percent(value: formats.Number | None, decimals: int | None = None) -> str:
    """``{{ value|percent }}``: 87,3% of a value that is a percentage already."""
    return formats.percent_text(value, decimals)


@register.filter
def amount(value: formats.Number | None, unit: str) -> str:
    """``{{ value|amount:unit }}``: 75% or 1.234,5 phút."""
    return formats.amount_text(value, unit)


@register.filter
def day(value: date | datetime | None) -> str:
    """``{{ value|day }}``: 15/03/2026."""
    return formats.day_text(value)


@register.filter
def moment(value: datetime | None) -> str:
    """``{{ value|moment }}``: 14:05 15/03/2026, in the office's zone."""
    return formats.moment_text(value)


@register.filter
def period(value: Period | str) -> str:
    """``{{ "2026-Q1"|period }}``: quý I/2026, năm 2026."""
    return formats.period_text(value)


# ---------------------------------------------------------------- actions ----


@register.inclusion_tag("ui/components/button.html")
def button(
    label: Text,
    variant: str = "primary",
    *,
    name: str = "",
    value: str = "",
    icon: str = "",
    answer: Answer | None = None,
) -> dict[str, object]:
    """A button that sends its form. With a rule's ``answer`` of Denied it is greyed, with why."""
    return {
        "label": label,
        "variant": variant,
        "name": name,
        "value": value,
        "icon": icon,
        "denied": answer.reason if isinstance(answer, Denied) else "",
    }


@register.inclusion_tag("ui/components/link_button.html")
def link_button(
    label: Text,
    href: str,
    variant: str = "secondary",
    *,
    icon: str = "",
    answer: Answer | None = None,
) -> dict[str, object]:
    """A link that looks like a button: it opens a page and changes nothing."""
    return {
        "label": label,
        "href": href,
        "variant": variant,
        "icon": icon,
        "denied": answer.reason if isinstance(answer, Denied) else "",
    }


# ------------------------------------------------------------------ forms ----


@register.inclusion_tag("ui/components/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """A field of a form with label, help and error, whatever its widget."""
    return fields.field_context(bound)


@register.inclusion_tag("ui/components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, object]:
    """The summary on top of a form that was not accepted: each error links to its field."""
    return {"form": form, "errors": fields.errors_of(form)}


@register.inclusion_tag("ui/components/filter_bar.html", takes_context=True)
def filter_bar(
    context: template.Context, form: BaseForm, *, export: bool = False, keep: str = ""
) -> dict[str, object]:
    """The filters of a list as a form sent by GET; ``export`` adds the link to the Excel file.

    On a small screen they stay folded until somebody opens them or has filtered by one. ``keep``
    names parameters of the address, besides the order, that stay as they are.
    """
    request: HttpRequest = context["request"]
    shown = set(form.fields)
    chosen = any(request.GET.get(form.add_prefix(name)) for name in shown)
    return {
        "form": form,
        "kept": [(k, v) for k, v in request.GET.items() if k in {lists.SORT, *keep.split()}],
        "clear": request.path if chosen else "",
        "export": _address(request, {lists.FORMAT: lists.WORKBOOK, lists.PAGE: None})
        if export
        else "",
    }


# ------------------------------------------------------------------- says ----


@register.inclusion_tag("ui/components/notice.html")
def notice(
    text: Text, tone: str = "info", *, title: Text = "", live: bool = False
) -> dict[str, object]:
    """A message in its own box; ``live`` lets screen readers speak it when the page opens."""
    return {"text": text, "tone": tone, "title": title, "live": live}


@register.simple_tag
def badge(label: Text, tone: str = "", *, status: str = "") -> str:
    """A state in a word, coloured by ``tone`` (neutral, info, …) or by the code of a ``status``."""
    return format_html(
        '<span class="badge badge-{}">{}</span>', tone or tones.tone_of(status), label
    )


@register.inclusion_tag("ui/components/empty_state.html")
def empty_state(
    title: Text, text: Text = "", *, href: str = "", label: Text = ""
) -> dict[str, object]:
    """What stands in place of an empty list: why it is empty and the next step."""
    return {"title": title, "text": text, "href": href, "label": label}


@register.inclusion_tag("ui/components/icon.html")
def icon(name: str, label: Text = "") -> dict[str, object]:
    """A drawing of the sprite. Without a label it is an ornament and hidden from screen readers."""
    return {"name": name, "label": label}


# ------------------------------------------------------------------ shows ----


@register.inclusion_tag("ui/components/figure.html")
def figure(
    value: formats.Number | str | None,
    label: Text,
    *,
    unit: Text = "",
    note: Text = "",
    tone: str = "",
    href: str = "",
) -> dict[str, object]:
    """One number, large, with its unit and what it counts. None says that nobody reported it."""
    known = value is not None
    shown = value if isinstance(value, str) else formats.number_text(value)
    return {
        "shown": shown,
        "known": known,
        "label": label,
        "unit": unit,
        "note": note,
        "tone": tone,
        "href": href,
    }


@register.inclusion_tag("ui/components/progress_bar.html")
def progress_bar(
    value: formats.Number | None, maximum: formats.Number, label: Text
) -> dict[str, object]:
    """How far something is: the bar, and the same in words. None says that there is no figure."""
    return {"value": value, "maximum": maximum, "label": label}


@register.inclusion_tag("ui/components/definition_list.html")
def definition_list(*parts: object) -> dict[str, object]:
    """``{% definition_list "Ngày" a.on|day %}``: terms and values in turn, or one list of pairs."""
    return {"pairs": _pairs(parts)}


@register.simple_block_tag
def card(content: SafeString, title: Text = "", *, href: str = "", tone: str = "") -> SafeString:
    """``{% card "Chỉ tiêu" %}…{% endcard %}``: a box with a heading; ``href`` links it."""
    context = {"content": content, "title": title, "href": href, "tone": tone}
    return render_to_string("ui/components/card.html", context)


@register.simple_block_tag
def waiting(content: SafeString) -> SafeString:
    """``{% waiting %}…{% endwaiting %}``: work goes on behind the page, which looks again itself.

    By a script, because a page that reloads under somebody's reader is a barrier; a link does the
    same without one.
    """
    return render_to_string("ui/components/waiting.html", {"content": content})


@register.simple_block_tag
def table(content: SafeString, caption: Text, *, stacked: bool = False) -> SafeString:
    """``{% table "Danh sách" %}<thead>…{% endtable %}``: scrolls in its own box on small screens.

    ``stacked`` turns its rows into cards there instead; cells then need ``data-label``.
    """
    context = {"content": content, "caption": caption, "stacked": stacked}
    return render_to_string("ui/components/table.html", context)


@register.simple_block_tag
def page_header(content: SafeString, title: Text, lead: Text = "") -> SafeString:
    """``{% page_header "Kế hoạch" %}buttons{% endpage_header %}``: heading, lead, doings."""
    context = {"content": content, "title": title, "lead": lead}
    return render_to_string("ui/components/page_header.html", context)


# ------------------------------------------------------------------ moves ----


@register.inclusion_tag("ui/components/breadcrumbs.html")
def breadcrumbs(*parts: object) -> dict[str, object]:
    """The way down to this page: label, address, label, address …, and this page's own label."""
    return {"links": _pairs(parts[:-1]), "here": parts[-1]}


@register.inclusion_tag("ui/components/tabs.html", takes_context=True)
def tabs(context: template.Context, label: Text, *parts: object) -> dict[str, object]:
    """Sister pages as links: the name of the group, then label, address, label, address …"""
    request: HttpRequest = context["request"]
    pairs = _pairs(parts)
    exact = request.get_full_path()
    here = exact if any(href == exact for _text, href in pairs) else request.path
    return {"label": label, "links": [(text, href, href == here) for text, href in pairs]}


@register.inclusion_tag("ui/components/steps.html")
def steps(current: int, *labels: Text) -> dict[str, object]:
    """Where one is in a task of several pages; ``current`` counts from 1."""
    places = [
        (text, "done" if place < current else "current" if place == current else "ahead")
        for place, text in enumerate(labels, start=1)
    ]
    return {"places": places, "current": current}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: "Page[Any]") -> dict[str, object]:
    """The pages of a long list; filters and order stay in the address."""
    request: HttpRequest = context["request"]

    def link(number: int) -> str:
        return _address(request, {lists.PAGE: str(number)})

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "previous": link(page.number - 1) if page.has_previous() else "",
        "next": link(page.number + 1) if page.has_next() else "",
        "places": [
            {
                "label": n,
                "href": link(n) if isinstance(n, int) else "",
                "here": n == page.number,
            }
            for n in numbers
        ],
    }


@register.inclusion_tag("ui/components/sort_header.html", takes_context=True)
def sort_header(
    context: template.Context, label: Text, key: str, *, default: str = "", numeric: bool = False
) -> dict[str, object]:
    """The header cell of a column that can be sorted by; ``default`` is the list's usual order."""
    request: HttpRequest = context["request"]
    now = request.GET.get(lists.SORT, default)
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    wanted = f"-{key}" if direction == "ascending" else key
    return {
        "label": label,
        "direction": direction,
        "numeric": numeric,
        "href": _address(request, {lists.SORT: wanted, lists.PAGE: None}),
    }


@register.filter
def allowed(answer: Answer) -> bool:
    """``{% if can_return|allowed %}``: whether a rule said yes."""
    return isinstance(answer, Allowed)


def _address(request: HttpRequest, changes: dict[str, str | None]) -> str:
    """The address of the page with some of its parameters changed (None takes one away)."""
    query: QueryDict = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _pairs(parts: tuple[object, ...]) -> list[Pair]:
    if len(parts) == 1 and isinstance(parts[0], Iterable) and not isinstance(parts[0], str):
        return list(parts[0])
    return list(zip(parts[::2], parts[1::2], strict=True))  # type: ignore[arg-type]  # labels stand at even places
