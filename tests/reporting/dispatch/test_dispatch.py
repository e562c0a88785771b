"""Documents on their way: numbered, sent, read, confirmed, archived."""

import io
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from songhanh.engines.docwrite import DocumentKind, Severity, check_layout
from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib import filestore, libreoffice
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.handedin import GivenFile
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.duties.proving import offered_records, records_found
from songhanh.programme.plans.actions import publish_from_package
from songhanh.registry.orgunits.models import UnitAlias
from songhanh.reporting.dispatch import actions
from songhanh.reporting.dispatch.enums import DispatchState, Means
from songhanh.reporting.dispatch.metadata import NAMESPACE, edxml
from songhanh.reporting.dispatch.models import Dispatch, DispatchRecipient
from songhanh.reporting.dispatch.queries import (
    dispatches_visible_to,
    in_state,
    matching,
    state_of,
    unconfirmed,
)
from songhanh.reporting.dispatch.recipients import compared, named_in
from songhanh.reporting.dispatch.sheets import metadata_of
from songhanh.reporting.documents.actions import issue_of_submission
from songhanh.reporting.documents.models import IssuedDocument
from songhanh.site.home.queries import today_of
from tests.reporting.documents.doors import door
from tests.reporting.documents.test_writing import texts_in
from tests.reporting.makers import A_PDF
from tests.reporting.submissions.stories import PLAN, Story, at

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 2)
SCANS = [
    ("trang-1.pdf", A_PDF + b"1"),
    ("trang-2.pdf", A_PDF + b"2"),
    ("trang-3.pdf", A_PDF + b"2"),
]


@pytest.fixture(autouse=True)
def _without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "is_installed", lambda: False)


@pytest.fixture
def dispatch(story: Story) -> Dispatch:
    """Lan's report, written and prepared."""
    lan = story.world.acting["lan"]
    document = issue_of_submission(story.submitted("lan").snapshots.get(), acting=lan, at=at(2, 12))
    return actions.dispatch_document(document, acting=lan, at=at(2, 12))


def numbered(story: Story, dispatch: Dispatch, number: int = 7) -> Dispatch:
    return actions.register_dispatch(
        dispatch,
        number=number,
        symbol=dispatch.symbol,
        issued_on=TODAY,
        acting=story.world.acting["lan"],
        at=at(2, 12),
    )


def send_all(story: Story, dispatch: Dispatch) -> None:
    actions.send_dispatch(
        dispatch,
        list(dispatch.recipients.values_list("pk", flat=True)),
        sent_on=TODAY,
        means=Means.PLATFORM,
        acting=story.world.acting["lan"],
        at=at(2, 12),
    )


# -------------------------------------------------------------- recipients ----


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Sở Nội vụ (b/c);"], [("S", "b/c")]),
        (["Ủy ban nhân dân các xã, phường"], [("A", ""), ("B", ""), ("C", "")]),
        (
            ["Các xã, phường", "Xã An Hòa", "Sở Nội vụ"],
            [("A", ""), ("B", ""), ("C", ""), ("S", "")],
        ),
        (["Như trên;", "Lưu: VT, NV."], []),
        (["Bộ Nội vụ (b/c)", "Xã An Hòa"], [(None, "b/c"), ("A", "")]),
        (["Xã An Hòa", "Xã An Hòa (phối hợp)"], [("A", "")]),
    ],
)
def test_lines_become_units_of_the_day_once_each(
    story: Story, lines: list[str], expected: list[tuple[str | None, str]]
) -> None:
    codes = {unit.pk: code for code, unit in story.world.units.items()}
    found = named_in(lines, story.plan, story.unit_id("P"), TODAY)
    assert [(codes.get(one.unit_id or 0), one.purpose) for one in found] == expected


def test_a_class_is_expanded_with_the_units_of_the_day(story: Story) -> None:
    world = story.world
    world.units["C"].versions.update(valid_to=date(2026, 7, 1))
    lines = ["Các xã, phường"]
    before = named_in(lines, story.plan, story.unit_id("P"), date(2026, 7, 1))
    after = named_in(lines, story.plan, story.unit_id("P"), date(2026, 7, 2))
    assert (len(before), len(after)) == (3, 2)


def a_plan_with_recipients(lines: list[str]) -> dict[str, object]:
    assignments = [
        {"agency": one, "ordinal": f"V.{at}", "role": "coordinate", "duties": [], "text_start": one}
        for at, one in enumerate(("Sở Văn hóa, Thể thao và Du lịch", "Các xã, phường"), start=1)
    ]
    inner = {**PLAN["plan"], "recipients": lines, "assignments": assignments}  # type: ignore[dict-item]  # PLAN is a plain dict of mixed values
    return {**PLAN, "code": "P-2026-42", "number": "42/KH-UBND", "plan": inner}


@pytest.mark.usefixtures("story")
def test_a_plan_goes_to_its_recipients_and_tells_who_is_missing(story: Story) -> None:
    package = a_plan_with_recipients(["Bộ Nội vụ (b/c)", "Sở Nội vụ", "Xã An Hòa", "Lưu: VT."])
    plan = publish_from_package(package, acting=command_line(), at=at(15, 1))
    sent = actions.dispatch_plan(plan, acting=story.world.acting["minh"], at=at(2, 12))
    assert sent.notation == "42/KH-UBND"
    assert sent.issued_on == plan.issued_on
    assert [one.name for one in sent.recipients.all()] == [
        "Bộ Nội vụ (b/c)",
        "Sở Nội vụ",
        "Xã An Hòa",
    ]
    found = compared(plan, list(sent.recipients.all()), TODAY)
    assert set(found.missing_names) == {
        "Sở Văn hóa, Thể thao và Du lịch",
        "Phường Bình Minh",
        "Xã Cẩm Lĩnh",
    }


def test_bodies_that_are_given_duties_are_read_from_the_plan(story: Story) -> None:
    package = a_plan_with_recipients(["Các cơ quan, đơn vị được giao nhiệm vụ (thực hiện)"])
    plan = publish_from_package(package, acting=command_line(), at=at(15, 1))
    sent = actions.dispatch_plan(plan, acting=story.world.acting["minh"], at=at(2, 12))
    codes = {unit.pk: code for code, unit in story.world.units.items()}
    assert {codes[one.unit_id] for one in sent.recipients.all()} == {"A", "B", "C", "V"}
    assert {one.purpose for one in sent.recipients.all()} == {"thực hiện"}
    found = compared(plan, list(sent.recipients.all()), TODAY)
    assert (found.missing, found.idle) == ([], [])


def test_who_gets_a_plan_without_a_task_is_told_apart_from_who_is_only_informed(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        "Bộ Nội vụ (b/c)",
        "Thanh tra tỉnh (để biết)",
        "Sở VHTTDL",
        "Sở Nội vụ (thực hiện)",
        "Hội Nông dân tỉnh bạn",
        "Các xã, phường",
    ]
    plan = publish_from_package(a_plan_with_recipients(lines), acting=command_line(), at=at(15, 1))
    sent = actions.dispatch_plan(plan, acting=story.world.acting["minh"], at=at(2, 12))
    found = compared(plan, list(sent.recipients.all()), TODAY)
    assert {words: [one.name for one in rows] for words, rows in found.idle_lines.items()} == {
        "Sở Nội vụ (thực hiện)": ["Sở Nội vụ"],
        "Hội Nông dân tỉnh bạn": ["Hội Nông dân tỉnh bạn"],
    }
    assert len(found.tasked) == 4
    minh = door(story, "minh", monkeypatch)
    page = reverse("dispatch:show", args=[sent.pk])
    shown = minh.get(page).content.decode()
    assert "Có ở nơi nhận nhưng không được giao nhiệm vụ" in shown
    assert reverse("amendments:list", args=[plan.pk]) in shown
    book = load_workbook(io.BytesIO(minh.get(page, {"format": "xlsx"}).content)).active
    tasks = {row[0]: row[-1] for row in book.iter_rows(values_only=True)}
    assert tasks["Sở Nội vụ"] == "không được giao"
    assert tasks["Xã An Hòa"] == "được giao"
    assert not tasks["Bộ Nội vụ (b/c)"]


def test_a_plan_that_gives_no_tasks_leaves_nobody_without_one(story: Story) -> None:
    sent = actions.dispatch_plan(story.plan, acting=story.world.acting["minh"], at=at(2, 12))
    actions.add_recipients(sent, ["Sở Nội vụ"], acting=story.world.acting["minh"], at=at(2, 12))
    assert compared(story.plan, list(sent.recipients.all()), TODAY).idle == []


# ------------------------------------------------------------ number, files ----


def test_number_and_day_are_written_into_the_blanks_and_nothing_else(
    story: Story, dispatch: Dispatch
) -> None:
    done = numbered(story, dispatch)
    assert done.notation == "07/BC-UBND"
    before = texts_in(filestore.open_file(dispatch.document.file_key)).split("\n")
    data = filestore.open_file(done.file_key)
    after = texts_in(data).split("\n")
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new for _old, new in changed] == [
        "Số: 07/BC-UBND",
        "An Hòa, ngày 02 tháng 12 năm 2026",
    ]
    found = check_layout(data, DocumentKind.REPORT)
    assert [one for one in found if one.severity is Severity.ERROR] == []
    again = texts_in(filestore.open_file(dispatch.document.file_key))
    assert again.split("\n") == before, "the document as written stays"


def test_the_issued_file_is_frozen(story: Story, dispatch: Dispatch) -> None:
    done = numbered(story, dispatch)
    with pytest.raises(NotAllowedError, match="chốt"):
        numbered(story, done, 8)
    with pytest.raises(NotAllowedError, match="chốt"):
        numbered(story, dispatch, 8)  # a page opened before


def test_a_number_is_given_once_a_year(story: Story, dispatch: Dispatch) -> None:
    numbered(story, dispatch)
    snapshot = dispatch.document.snapshot
    lan = story.world.acting["lan"]
    other = actions.dispatch_document(
        issue_of_submission(snapshot, acting=lan, at=at(2, 12)), acting=lan, at=at(2, 12)
    )
    with pytest.raises(ConflictError, match="07/BC-UBND"):
        numbered(story, other)
    assert numbered(story, other, 8).notation == "08/BC-UBND"


@pytest.mark.parametrize("day", [date(2026, 12, 3), date(2027, 1, 1)])
def test_a_day_ahead_is_refused(story: Story, dispatch: Dispatch, day: date) -> None:
    with pytest.raises(RefusedError, match="sau hôm nay"):
        actions.register_dispatch(
            dispatch,
            number=1,
            symbol="BC-UBND",
            issued_on=day,
            acting=story.world.acting["lan"],
            at=at(2, 12),
        )
    assert Dispatch.objects.get().number is None


def test_preparing_twice_gives_the_same(story: Story, dispatch: Dispatch) -> None:
    again = actions.dispatch_document(
        dispatch.document, acting=story.world.acting["lan"], at=at(3, 12)
    )
    assert again == dispatch
    assert AuditEntry.objects.filter(verb="dispatch.begin").count() == 1


# ------------------------------------------------------- sent and confirmed ----


def test_a_document_goes_from_state_to_state(story: Story, dispatch: Dispatch) -> None:
    minh, lan = story.world.acting["minh"], story.world.acting["lan"]

    def states() -> list[str]:
        visible = dispatches_visible_to(lan, TODAY)
        found = [one for one in DispatchState if in_state(visible, one).exists()]
        one = visible.get()
        assert found == [state_of(one, one.told, one.sent, one.confirmed)]
        return [one.value for one in found]

    assert states() == ["prepared"]
    done = numbered(story, dispatch)
    assert states() == ["issued"]
    send_all(story, done)
    assert states() == ["sent"]
    mine = unconfirmed(minh, TODAY).get()
    actions.mark_read([mine], acting=minh, at=at(2, 12))
    actions.acknowledge(mine, acting=minh, at=at(2, 12))
    left = done.recipients.filter(acknowledged_on__isnull=True)
    actions.note_receipt(
        done, [one.pk for one in left], received_on=TODAY, acting=lan, at=at(2, 12)
    )
    assert states() == ["confirmed"]
    assert DispatchRecipient.objects.get(pk=mine.pk).read_at == at(2, 12)


@pytest.mark.parametrize("day", [date(2026, 12, 1), date(2026, 12, 3)])
def test_nothing_is_sent_before_its_day_or_ahead(
    story: Story, dispatch: Dispatch, day: date
) -> None:
    done = numbered(story, dispatch)
    ids = list(done.recipients.values_list("pk", flat=True))
    with pytest.raises(RefusedError, match="từ ngày ban hành"):
        actions.send_dispatch(
            done,
            ids,
            sent_on=day,
            means=Means.PAPER,
            acting=story.world.acting["lan"],
            at=at(2, 12),
        )


def test_it_can_be_sent_again_and_days_are_counted(story: Story, dispatch: Dispatch) -> None:
    done = numbered(story, dispatch)
    send_all(story, done)
    send_all(story, done)
    row = done.recipients.first()
    assert row is not None
    assert row.times_sent == 2
    assert row.days_open(date(2026, 12, 9)) == 7


def test_only_the_receiving_unit_confirms(story: Story, dispatch: Dispatch) -> None:
    done = numbered(story, dispatch)
    send_all(story, done)
    row = unconfirmed(story.world.acting["minh"], TODAY).get()
    for who in ("lan", "mai", "ha"):
        with pytest.raises(NotAllowedError):
            actions.acknowledge(row, acting=story.world.acting[who], at=at(2, 12))


def test_what_waits_stands_on_the_first_page_until_it_is_confirmed(
    story: Story, dispatch: Dispatch
) -> None:
    minh = story.world.acting["minh"]
    send_all(story, numbered(story, dispatch))
    own = today_of(minh, TODAY).own
    assert own is not None
    assert [one.dispatch_id for one in own.incoming] == [dispatch.pk]
    assert not own.is_free
    actions.acknowledge(own.incoming[0], acting=minh, at=at(2, 12))
    own = today_of(minh, TODAY).own
    assert own is not None
    assert own.incoming == []


def test_recipients_are_added_once_and_taken_out_before_they_got_it(
    story: Story, dispatch: Dispatch
) -> None:
    lan = story.world.acting["lan"]
    count = dispatch.recipients.count()
    added = actions.add_recipients(
        dispatch, ["Sở Nội vụ", "Phường Bình Minh"], acting=lan, at=at(2, 12)
    )
    assert added == 1, "Sở Nội vụ gets it already"
    row = dispatch.recipients.get(unit_id=story.unit_id("B"))
    actions.remove_recipient(row, acting=lan, at=at(2, 12))
    assert dispatch.recipients.count() == count
    send_all(story, numbered(story, dispatch))
    with pytest.raises(RefusedError, match="đã gửi"):
        actions.remove_recipient(dispatch.recipients.first(), acting=lan, at=at(2, 12))


# ------------------------------------------------------- metadata, archive ----


def test_the_metadata_says_what_the_document_says(story: Story, dispatch: Dispatch) -> None:
    UnitAlias.objects.create(unit=story.world.units["S"], text="H99.12", folded="h99.12")
    done = numbered(story, dispatch)
    data = edxml(metadata_of(done))
    assert data == edxml(metadata_of(done)), "same facts, same bytes"
    root = ElementTree.fromstring(data)
    space = {"e": NAMESPACE}

    def said(path: str) -> list[str | None]:
        return [one.text for one in root.iterfind(f".//e:{path.replace('/', '/e:')}", space)]

    assert said("From/OrganName") == ["Ủy ban nhân dân xã An Hòa"]
    assert said("To/OrganName") == ["Ủy ban nhân dân tỉnh Hải Sơn", "Sở Nội vụ"]
    assert said("To/OrganId") == [None, "H99.12"]
    assert said("DocumentId") == [None], "without the sender's identifier there is none"
    assert said("CodeNumber") == ["07"]
    assert said("CodeNotation") == ["BC-UBND"]
    assert said("PromulgationInfo/Place") == ["An Hòa"]
    assert said("PromulgationDate") == ["2026/12/02"]
    assert said("TypeName") == ["Báo cáo"]
    assert said("Subject") == [done.title]
    assert said("SignerInfo/Position") == ["CHỦ TỊCH"]
    assert said("SignerInfo/Competence") == ["TM. ỦY BAN NHÂN DÂN"]


MESSAGE_HEADER = {
    "From": {"OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone",
             "Fax", "Website"},
    "To": {"OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax",
           "Website"},
    "Code": {"CodeNumber", "CodeNotation"},
    "PromulgationInfo": {"Place", "PromulgationDate"},
    "DocumentType": {"Type", "TypeDetail", "TypeName"},
    "Subject": set(),
    "Content": set(),
    "SignerInfo": {"Competence", "Position", "FullName"},
    "DueDate": set(),
    "ToPlaces": {"Place"},
    "OtherInfo": {"Priority", "SphereOfPromulgation", "TyperNotation", "PromulgationAmount",
                  "PageAmount", "Direction", "Appendixes"},
    "ResponseFor": {"OrganId", "Code", "PromulgationDate", "DocumentId"},
    "SteeringType": set(),
    "DocumentId": set(),
}  # fmt: skip
"""The elements of a message's header in the order of QCVN 102:2016/BTTTT, 1.1 to 1.14."""


def test_the_metadata_has_the_structure_of_the_standard(story: Story, dispatch: Dispatch) -> None:
    UnitAlias.objects.create(unit=story.world.units["A"], text="000.07.12.H99", folded="h99")
    facts = metadata_of(numbered(story, dispatch))
    data = edxml(replace(facts, pages=3, annexes=("Bảng số liệu",)))
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<edXML xmlns=")
    assert b"<edXML:MessageHeader>" in data
    space = f"{{{NAMESPACE}}}"
    header = ElementTree.fromstring(data).find(f"{space}edXMLEnvelope/{space}edXMLHeader")
    assert header is not None
    message, traces = header
    assert message.tag == f"{space}MessageHeader"
    names = [one.tag.removeprefix(space) for one in message]
    order = list(MESSAGE_HEADER)
    assert names == sorted(names, key=order.index)
    assert set(order) - set(names) == {"ResponseFor", "DueDate"}, "it asks nothing"
    for one in message:
        inside = {each.tag.removeprefix(space) for each in one}
        assert inside <= MESSAGE_HEADER[one.tag.removeprefix(space)]
    assert message.findtext(f"{space}DocumentId") == "000.07.12.H99,2026/12/02,07/BC-UBND"
    business = traces.find(f"{space}Bussiness")
    assert business is not None
    assert {one.tag.removeprefix(space): one.text for one in business} == {
        "BussinessDocType": "0",
        "BussinessDocReason": "Văn bản điện tử mới",
        "Paper": "0",
    }


@pytest.mark.parametrize(
    ("words", "found"), [("07/bc", 1), ("binh dang gioi", 1), ("HS-12", 1), ("khong co", 0)]
)
def test_the_archive_is_searched_without_accents(
    story: Story, dispatch: Dispatch, words: str, found: int
) -> None:
    done = numbered(story, dispatch)
    values = {"archive": "VT", "record_code": "HS-12", "published_on": None, "published_url": ""}
    actions.describe_archive(done, values, acting=story.world.acting["lan"], at=at(2, 12))
    visible = dispatches_visible_to(story.world.acting["minh"], TODAY)
    assert matching(visible, words).count() == found


def test_several_scans_are_kept_as_one_fact_each_file_once(
    story: Story, dispatch: Dispatch
) -> None:
    done = numbered(story, dispatch)
    files = [GivenFile(name, data) for name, data in SCANS]
    kept = actions.add_scans(done, files, acting=story.world.acting["lan"], at=at(2, 12))
    assert [one.file_name for one in kept] == ["trang-1.pdf", "trang-3.pdf"]
    [fact] = AuditEntry.objects.filter(verb="dispatch.add_scan")
    assert fact.details["files"] == 2


def test_a_disk_that_fails_at_the_second_scan_leaves_none(
    story: Story, dispatch: Dispatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = numbered(story, dispatch)
    store, kept = filestore.store, []

    def full_after_one(data: bytes, suffix: str) -> str:
        if kept:
            raise OSError("no space left on the disk")
        kept.append(store(data, suffix))
        return kept[0]

    monkeypatch.setattr(filestore, "store", full_after_one)
    files = [GivenFile(name, data) for name, data in SCANS]
    with pytest.raises(OSError, match="no space"):
        actions.add_scans(done, files, acting=story.world.acting["lan"], at=at(2, 12))
    assert kept
    assert not done.scans.exists()
    assert not AuditEntry.objects.filter(verb="dispatch.add_scan").exists()


def test_a_scan_that_is_no_scan_keeps_the_others_from_being_written(
    story: Story, dispatch: Dispatch
) -> None:
    done = numbered(story, dispatch)
    files = [GivenFile(*SCANS[0]), GivenFile("trang-2.pdf", b"khong phai PDF")]
    with pytest.raises(RefusedError, match="trang-2"):
        actions.add_scans(done, files, acting=story.world.acting["lan"], at=at(2, 12))
    assert not done.scans.exists()


def test_lan_sends_her_report_and_minh_receives_it(story: Story, monkeypatch) -> None:
    lan = door(story, "lan", monkeypatch)
    lan.post(reverse("documents:write", args=[story.submitted("lan").pk]))
    written = IssuedDocument.objects.get()
    page = lan.post(reverse("dispatch:begin", args=[written.pk]), follow=True)
    assert "Nhập số và ngày của văn thư" in page.content.decode()
    one = Dispatch.objects.get()
    names = ("register", "send", "scan", "archive", "show")
    pages = {name: reverse(f"dispatch:{name}", args=[one.pk]) for name in names}
    assert lan.post(pages["register"], {"number": "x"}).status_code == 400
    given = {"number": "12", "symbol": "BC-UBND", "issued_on": "2026-12-02"}
    assert lan.post(pages["register"], given).status_code == 302
    nobody = lan.post(pages["send"], {"day": "2026-12-02", "means": "platform"})
    assert "Hãy chọn ít nhất một nơi nhận" in nobody.content.decode()
    ids = list(one.recipients.values_list("pk", flat=True))
    sent = {"day": "2026-12-02", "means": "platform", "recipient": ids, "do": "send"}
    assert lan.post(pages["send"], sent).status_code == 302
    pdf = SimpleUploadedFile("da-ky.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n")
    assert lan.post(pages["scan"], {"scans": pdf}).status_code == 302
    half = lan.post(pages["archive"], {"archive": "VT", "published_on": "2026-12-02"})
    assert half.status_code == 400
    shown = lan.get(pages["show"]).content.decode()
    assert "da-ky.pdf" in shown
    assert "12/BC-UBND" in shown

    minh = door(story, "minh", monkeypatch)
    mine = DispatchRecipient.objects.get(unit_id=story.unit_id("S"))
    assert "12/BC-UBND" in minh.get(reverse("home:today")).content.decode()
    assert "chờ xác nhận" in minh.get(reverse("dispatch:inbox")).content.decode()
    address = reverse("dispatch:received", args=[mine.pk])
    assert "Xác nhận đã nhận" in minh.get(address).content.decode()
    mine.refresh_from_db()
    assert mine.read_at is not None
    for form in ("docx", "scan"):
        file = minh.get(reverse("dispatch:received_file", args=[mine.pk, form]))
        assert file.status_code == 200
    scan = one.scans.get().pk
    for number, status in ((scan, 200), (scan + 1, 404)):
        named = reverse("dispatch:received_file", args=[mine.pk, "scan"])
        assert minh.get(named, {"scan": number}).status_code == status
    minh.post(reverse("dispatch:confirm", args=[mine.pk]))
    assert "Lê Văn Minh" in lan.get(pages["show"]).content.decode()
    book = minh.get(reverse("dispatch:list"), {"format": "xlsx", "q": "12/bc"})
    assert io.BytesIO(book.content).read(2) == b"PK"
    metadata = lan.get(reverse("dispatch:download", args=[one.pk, "xml"]))
    assert "12-BC-UBND-edxml.xml" in metadata["Content-Disposition"]
    assert door(story, "mai", monkeypatch).get(address).status_code == 404
    assert door(story, "mai", monkeypatch).get(pages["show"]).status_code == 404


def test_the_pages_ask_as_much_of_the_database_for_many_as_for_few(
    story: Story, dispatch: Dispatch, django_assert_max_num_queries, monkeypatch
) -> None:
    done = numbered(story, dispatch)
    DispatchRecipient.objects.bulk_create(
        DispatchRecipient(dispatch=done, position=100 + at, words=f"Cơ quan {at}")
        for at in range(300)
    )
    lan = door(story, "lan", monkeypatch)
    lan.get(reverse("dispatch:list"))
    with django_assert_max_num_queries(30):
        lan.get(reverse("dispatch:show", args=[done.pk]))


# ---------------------------------------------------------- proof of a duty ----


def test_an_issued_document_is_offered_as_proof_and_found_by_those_who_see_it(
    story: Story, dispatch: Dispatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    acting = story.world.acting
    assert not offered_records(acting["lan"], TODAY)  # no number yet
    numbered(story, dispatch)
    [offered] = offered_records(acting["lan"], TODAY)
    assert offered.title.startswith("07/")
    assert offered.day == TODAY
    assert offered_records(acting["lan"], TODAY, "ket qua thuc hien") == [offered]
    assert not offered_records(acting["lan"], TODAY, "khong co chu nay")
    assert not offered_records(acting["mai"], TODAY)
    keys = [offered.key]
    assert records_found(acting["minh"], TODAY, keys) == {offered.key: offered}
    assert records_found(acting["mai"], TODAY, keys) == {}
    assert door(story, "lan", monkeypatch).get(offered.address).status_code == 200
