"""The navigation: a list that every app fills from its ``AppConfig.ready``.

    navigation.register(
        "plans:list", _("Kế hoạch"), section=Section.PROGRAMME, order=10, icon="plan"
    )

The page frame knows nothing above this floor: what a role is called and what its unit is called
are asked of a describer that the registry of roles hands in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Label = str | Promise


class Section(Enum):
    """Where an entry stands. ``ACCOUNT`` is the corner with the person's own things."""

    WORK = 1
    PROGRAMME = 2
    REPORTS = 3
    ADMINISTRATION = 4
    ACCOUNT = 5

    @property
    def label(self) -> Label:
        """The section's heading."""
        return _SECTION_LABELS[self]


_SECTION_LABELS: dict[Section, Label] = {
    Section.WORK: _("Công việc"),
    Section.PROGRAMME: _("Chương trình"),
    Section.REPORTS: pgettext_lazy("plural", "Báo cáo"),
    Section.ADMINISTRATION: _("Quản trị"),
    Section.ACCOUNT: _("Tài khoản"),
}


@dataclass(frozen=True)
class Entry:
    """One page of the navigation. Without roles it is for everybody who acts in some role."""

    url_name: str
    label: Label
    section: Section
    order: int
    roles: frozenset[str]
    icon: str
    by_post: bool


@dataclass(frozen=True)
class Link:
    """An entry as one person sees it now."""

    href: str
    label: Label
    icon: str
    current: bool
    by_post: bool


@dataclass(frozen=True)
class Group:
    """The links of one section."""

    label: Label
    links: list[Link]


@dataclass(frozen=True)
class ActingLabel:
    """Who is acting, in words for the header: the person, the role, the unit."""

    person: str
    role: str
    unit: str


Describer = Callable[[HttpRequest], ActingLabel | None]

_entries: dict[str, Entry] = {}
_describers: list[Describer] = []


def register(  # noqa: PLR0913 - an entry of the navigation has these seven facets
    url_name: str,
    label: Label,
    *,
    section: Section,
    order: int,
    roles: tuple[str, ...] = (),
    icon: str = "",
    by_post: bool = False,
) -> None:
    """Add a page. ``by_post`` makes a button of it, for what changes something (signing out)."""
    _entries[url_name] = Entry(url_name, label, section, order, frozenset(roles), icon, by_post)


def describe_acting_with(describer: Describer) -> None:
    """Hand in the function that names the acting person, role and unit; the last one counts."""
    _describers[:] = [describer]


def acting_label(request: HttpRequest) -> ActingLabel | None:
    """The words for the header; None for somebody who is not signed in."""
    return _describers[0](request) if _describers else None


def groups_for(request: HttpRequest, role: str) -> list[Group]:
    """The sections with the pages this role may open, the current page marked."""
    return [
        Group(section.label, links)
        for section in Section
        if section is not Section.ACCOUNT and (links := _links(request, role, section))
    ]


def account_links_for(request: HttpRequest, role: str) -> list[Link]:
    """The person's own pages, for the header. They need no role."""
    return _links(request, role, Section.ACCOUNT)


def entries_without_address() -> list[str]:
    """Names that no ``urls.py`` knows: a slip, which the start-up check reports (``ui.W001``)."""
    return [name for name, entry in _entries.items() if _address(entry) is None]


def _links(request: HttpRequest, role: str, section: Section) -> list[Link]:
    entries = sorted(
        (e for e in _entries.values() if e.section is section and _may_open(e, role)),
        key=lambda e: (e.order, e.url_name),
    )
    current = _current_entry(request)
    return [
        Link(href, e.label, e.icon, e.url_name == current, e.by_post)
        for e in entries
        if (href := _address(e)) is not None
    ]


def _may_open(entry: Entry, role: str) -> bool:
    if entry.section is Section.ACCOUNT:
        return not entry.roles or role in entry.roles
    return bool(role) and (not entry.roles or role in entry.roles)


def _current_entry(request: HttpRequest) -> str:
    """The entry whose address is the longest beginning of this page's address."""
    longest, found = "", ""
    for entry in _entries.values():
        href = _address(entry) or ""
        if request.path.startswith(href) and len(href) > len(longest):
            longest, found = href, entry.url_name
    return found if longest != "/" or request.path == "/" else ""


def _address(entry: Entry) -> str | None:
    return _reversed(entry.url_name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@cache
def _reversed(url_name: str, _addresses: str, _prefix: str) -> str | None:
    """The address of a name: the same for every request, and every page asks for all of them."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None
