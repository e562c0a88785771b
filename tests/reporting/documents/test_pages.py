"""The pages of rounds and documents, down to the file."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from songhanh.engines.docwrite import DocumentKind, Severity, check_layout
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import clock, libreoffice
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.documents.enums import Signing
from songhanh.reporting.documents.models import IssuedDocument, Signatory
from tests.reporting.documents.test_writing import texts_in
from tests.reporting.submissions.stories import PERIOD, Story, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a server without LibreOffice; drawing has its own tests."""
    monkeypatch.setattr(libreoffice, "is_installed", lambda: False)


@pytest.fixture
def sign_in(story: Story, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Client]:
    """Somebody signed in on 02/12/2026."""
    monkeypatch.setattr(clock.timezone, "now", lambda: at(2, 12))

    def door(who: str) -> Client:
        client = Client()
        client.force_login(story.world.users[who])
        return client

    return door


def words(response: HttpResponse) -> str:
    return response.content.decode()


def test_minh_consolidates_freezes_and_downloads_the_report(story: Story, sign_in) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.approved("lan")
    minh = sign_in("minh")
    assert PERIOD in words(minh.get(reverse("consolidation:list")))
    round_ = {"rule": story.annual.pk, "period": PERIOD}
    page = words(minh.get(reverse("consolidation:show", kwargs=round_)))
    assert "25 lượt người" in page
    minh.post(
        reverse("consolidation:edit", kwargs=round_),
        {"saves": 0, "results": "Tốt.", "difficulties": "", "suggestions": "", "next": ""},
    )
    frozen = minh.post(reverse("consolidation:freeze", kwargs=round_), {"saves": 1}, follow=True)
    assert "Đã chốt bản tổng hợp" in words(frozen)
    assert "Tốt." in words(frozen)
    one = FrozenConsolidation.objects.get()
    written = minh.post(reverse("documents:write_consolidated", args=[one.pk]), follow=True)
    assert "chưa tạo được bản PDF" in words(written)
    document = IssuedDocument.objects.get()
    file = minh.get(reverse("documents:download", args=[document.pk, "docx"]))
    errors = [
        finding
        for finding in check_layout(file.content, DocumentKind.REPORT)
        if finding.severity == Severity.ERROR
    ]
    assert errors == []
    assert "bao-cao-tong-hop-2026-lan-1.docx" in file["Content-Disposition"]
    assert minh.get(reverse("documents:download", args=[document.pk, "pdf"])).status_code == 404


def test_lan_has_the_document_of_her_report_and_nobody_elsewhere_does(
    story: Story, sign_in
) -> None:
    submission = story.submitted("lan")
    lan = sign_in("lan")
    answer = lan.post(reverse("documents:write", args=[submission.pk]), {"version": 1})
    assert answer.status_code == 302
    document = IssuedDocument.objects.get()
    assert document.title.startswith("Kết quả thực hiện Chương trình Truyền thông")
    address = reverse("documents:show", args=[document.pk])
    assert lan.get(address).status_code == 200
    assert sign_in("mai").get(address).status_code == 404
    assert address in words(lan.get(reverse("documents:list")))


def test_writing_a_document_is_one_fact_with_its_hash(story: Story, sign_in) -> None:
    submission = story.submitted("lan")
    sign_in("lan").post(reverse("documents:write", args=[submission.pk]))
    fact = AuditEntry.objects.get(verb="document.write")
    assert fact.details == {"sha256": IssuedDocument.objects.get().sha256}


def test_lan_chooses_who_signs_and_the_choice_stays_with_the_report(story: Story, sign_in) -> None:
    submission = story.submitted("lan")
    rows = {
        "unit_id": story.unit_id("A"),
        "body": "Ủy ban nhân dân",
        "valid_from": date(2026, 1, 1),
    }
    deputy = {"position": "Phó Chủ tịch", "head": "Chủ tịch", "name": "Lê Thị Hoa"}
    second = Signatory.objects.create(**rows, **deputy, signing=Signing.DEPUTY)
    newest = Signatory.objects.create(**rows, signing=Signing.COLLECTIVE, position="Chủ tịch")
    over = Signatory.objects.create(
        **rows, signing=Signing.ACTING, position="Chủ tịch", valid_to=date(2026, 2, 1)
    )
    lan, address = sign_in("lan"), reverse("documents:write", args=[submission.pk])
    page = lan.get(address, {"version": 1})
    assert page.context["form"].initial == {"signatory": newest.pk}
    shown = words(page)
    assert "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH, Lê Thị Hoa" in shown
    assert "Q. CHỦ TỊCH" not in shown, "who signs no more is not offered"
    assert lan.post(address, {"version": 1, "signatory": over.pk}).status_code == 400
    for chosen in ({"signatory": second.pk}, {}):
        assert lan.post(address, {"version": 1, **chosen}).status_code == 302
    for document in IssuedDocument.objects.all():
        assert document.signatory == second
        file = lan.get(reverse("documents:download", args=[document.pk, "docx"]))
        assert "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Hoa" in texts_in(file.content)
    Signatory.objects.filter(pk=second.pk).update(valid_to=date(2026, 12, 1))
    assert lan.get(address).context["form"].initial == {"signatory": newest.pk}
    assert sign_in("ha").get(address).status_code == 403
    assert sign_in("mai").get(address).status_code == 404


@pytest.mark.parametrize("who", ["lan", "son", "thu"])
def test_consolidations_are_not_for_units(story: Story, sign_in, who: str) -> None:
    round_ = {"rule": story.annual.pk, "period": PERIOD}
    assert sign_in(who).get(reverse("consolidation:show", kwargs=round_)).status_code == 403


@pytest.mark.parametrize("period", ["2026-Q1", "hom-nay", "1999"])
def test_a_round_there_is_not_is_not_found(story: Story, sign_in, period: str) -> None:
    round_ = {"rule": story.annual.pk, "period": period}
    assert sign_in("minh").get(reverse("consolidation:show", kwargs=round_)).status_code == 404
