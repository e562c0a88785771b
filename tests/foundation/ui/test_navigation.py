"""The navigation: by role, with this page marked."""

import pytest
from django.test import RequestFactory

from songhanh.foundation.ui import checks, navigation
from songhanh.foundation.ui.navigation import Section

OF_THE_SITE = dict(navigation._entries)


@pytest.fixture(autouse=True)
def _own_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.register("jobs:list", "Việc", section=Section.ADMINISTRATION, order=2, roles=("AD",))
    navigation.register("ui:gallery", "Bộ thành phần", section=Section.ADMINISTRATION, order=1)
    navigation.register("accounts:password", "Mật khẩu", section=Section.ACCOUNT, order=1)


def labels(rf: RequestFactory, role: str, address: str = "/") -> list[str]:
    groups = navigation.groups_for(rf.get(address), role)
    return [f"{'*' if link.current else ''}{link.label}" for g in groups for link in g.links]


@pytest.mark.parametrize(
    ("role", "sees"),
    [("AD", ["Bộ thành phần", "Việc"]), ("CO", ["Bộ thành phần"]), ("", [])],
)
def test_a_role_sees_its_pages_in_their_order(
    rf: RequestFactory, role: str, sees: list[str]
) -> None:
    assert labels(rf, role) == sees


@pytest.mark.parametrize(
    ("address", "sees"),
    [
        ("/jobs/", ["Bộ thành phần", "*Việc"]),
        ("/jobs/7/", ["Bộ thành phần", "*Việc"]),
        ("/elsewhere/", ["Bộ thành phần", "Việc"]),
    ],
)
def test_the_entry_whose_address_begins_this_pages_is_marked(
    rf: RequestFactory, address: str, sees: list[str]
) -> None:
    assert labels(rf, "AD", address) == sees


def test_the_persons_own_pages_need_no_role(rf: RequestFactory) -> None:
    assert [link.label for link in navigation.account_links_for(rf.get("/"), "")] == ["Mật khẩu"]


def test_a_section_without_pages_has_no_heading(rf: RequestFactory) -> None:
    assert [str(group.label) for group in navigation.groups_for(rf.get("/"), "CO")] == ["Quản trị"]


def test_every_entry_of_the_site_leads_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", OF_THE_SITE)
    assert checks.entries_lead_somewhere() == []


def test_an_entry_that_leads_nowhere_is_reported_and_left_out(rf: RequestFactory) -> None:
    navigation.register("nowhere:list", "Không đâu", section=Section.WORK, order=1)
    assert [problem.id for problem in checks.entries_lead_somewhere()] == ["ui.W001"]
    assert labels(rf, "AD") == ["Bộ thành phần", "Việc"]
