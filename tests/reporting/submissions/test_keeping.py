"""Words kept one by one, requests repeated on a weak line, figures filled once and in time."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from songhanh.foundation.lib import clock
from songhanh.programme.rules.models import Regime
from songhanh.records.activities.actions import return_activities
from songhanh.reporting.submissions.actions import Typed, digest_of, forget_answers, keep_texts
from songhanh.reporting.submissions.enums import Section, SubmissionState
from songhanh.reporting.submissions.filling import span_of
from songhanh.reporting.submissions.gathering import count_figures, gather, unit_figures
from songhanh.reporting.submissions.models import AnsweredRequest, Snapshot, Submission
from songhanh.reporting.submissions.queries import draft_of, snapshots_of
from songhanh.results.values.explanation import explain_figure
from songhanh.results.values.queries import results_of
from tests.reporting.submissions.stories import Story, at, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(story: Story, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Client]:
    """Somebody signed in at a moment of November."""

    def door(who: str, moment: datetime | None = None) -> Client:
        monkeypatch.setattr(clock.timezone, "now", lambda: moment or at(20, 11))
        client = Client()
        client.force_login(story.world.users[who])
        return client

    return door


# ------------------------------------------------------------ part by part ----


def test_two_people_keep_different_parts_without_meeting(story: Story) -> None:
    submission, lan = story.begun("lan"), story.world.acting["lan"]
    for section in (Section.NEXT, Section.DIFFICULTIES):
        kept = keep_texts(submission, {section: Typed("Có.", 0)}, acting=lan, at=at(20, 11))
        assert not kept.clashes
    assert {row.text for row in submission.texts.all()} == {"Có."}


@pytest.mark.parametrize(
    ("text", "seen", "base", "clashes", "stands"),
    [
        ("Bản hai", 1, "", False, "Bản hai"),  # upon what stands
        ("Bản hai", 0, "", True, "Bản một"),  # upon what stood before
        ("Bản một", 0, "", False, "Bản một"),  # both wrote the same
        ("Mẫu", 0, digest_of("Mẫu"), False, "Bản một"),  # this person touched nothing
    ],
)
def test_a_clash_is_told_and_overwrites_nothing(
    story: Story, text: str, seen: int, base: str, *, clashes: bool, stands: str
) -> None:
    submission, lan = story.begun("lan"), story.world.acting["lan"]
    keep_texts(submission, {Section.NEXT: Typed("Bản một", 0)}, acting=lan, at=at(20, 11))
    kept = keep_texts(
        submission, {Section.NEXT: Typed(text, seen, base)}, acting=lan, at=at(20, 11)
    )
    assert bool(kept.clashes) == clashes
    assert submission.texts.get().text == stands
    if clashes:
        assert (kept.clashes[0].text, kept.clashes[0].by) == ("Bản một", "Nguyễn Thị Lan")


def test_the_page_saves_a_part_by_itself_and_shows_a_clash(story: Story, sign_in) -> None:
    submission, lan = story.begun("lan"), sign_in("lan")
    address = reverse("submissions:part", args=[submission.pk])
    saved = lan.post(address, {"section": "next", "text": "Một", "seen": 0})
    assert saved.json()["version"] == 1
    clash = lan.post(address, {"section": "next", "text": "Hai", "seen": 0})
    assert (clash.status_code, clash.json()["text"]) == (409, "Một")
    again = lan.post(address, {"section": "next", "text": "Hai", "seen": clash.json()["version"]})
    assert again.json()["version"] == 2
    assert lan.post(address, {"section": "x", "text": "Hai", "seen": 1}).status_code == 400


def test_without_script_both_versions_stand_side_by_side(story: Story, sign_in) -> None:
    submission, lan = story.begun("lan"), sign_in("lan")
    keep_texts(
        submission, {"next": Typed("Của Mai", 0)}, acting=story.world.acting["lan"], at=at(20, 11)
    )
    edit = reverse("submissions:edit", args=[submission.pk])
    sent = {**{f"seen_{one}": 0 for one in Section.values}, "next": "Của Lan", "key": "k1"}
    answer = lan.post(edit, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<p>Của Mai</p>" in page
    assert "Của Lan</textarea>" in page
    form = answer.context["form"]
    hidden = {name: form[name].value() for name in form.fields}
    assert lan.post(edit, {**hidden, "key": "k2"}).status_code == 302
    assert submission.texts.get(section="next").text == "Của Lan"


# ---------------------------------------------------------------- repeated ----


def test_the_same_request_again_gets_the_same_answer_and_does_nothing(
    story: Story, sign_in
) -> None:
    submission, lan = story.begun("lan"), sign_in("lan")
    address = reverse("submissions:submit", args=[submission.pk])
    sent = {"saves": submission.saves, "key": "a-key"}
    answers = [lan.post(address, sent) for _ in range(3)]
    assert {(one.status_code, one["Location"]) for one in answers} == {
        (302, reverse("submissions:show", args=[submission.pk]))
    }
    assert Snapshot.objects.count() == 1
    minh = sign_in("minh")
    approve = reverse("submissions:approve", args=[submission.pk])
    for _ in range(2):
        assert minh.post(approve, {"version": 1}, headers={"Idempotency-Key": "a-key"})["Location"]
    assert fresh(submission).state == SubmissionState.APPROVED
    assert AnsweredRequest.objects.count() == 2


def test_a_key_used_for_other_words_is_another_request(story: Story, sign_in) -> None:
    submission, lan = story.begun("lan"), sign_in("lan")
    address = reverse("submissions:part", args=[submission.pk])
    for number, text in enumerate(("Một", "Một", "Hai")):
        sent = {"section": "next", "text": text, "seen": min(number, 1) if text == "Hai" else 0}
        answer = lan.post(address, sent, headers={"Idempotency-Key": "k"})
        assert answer.status_code == 200
    row = submission.texts.get()
    assert (row.text, row.version) == ("Hai", 2)


def test_a_refused_request_may_be_tried_again(story: Story, sign_in) -> None:
    submission, lan = story.begun("lan"), sign_in("lan")
    address = reverse("submissions:submit", args=[submission.pk])
    stale = lan.post(address, {"saves": 99, "key": "k"})
    assert stale.status_code == 409
    assert not AnsweredRequest.objects.exists()
    assert lan.post(address, {"saves": submission.saves, "key": "k"}).status_code == 302


# ------------------------------------------------------------------ filled ----


def test_what_is_gathered_at_once_is_what_results_and_ledger_say(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8), co_host_ids=(story.unit_id("B"),))
    story.activity("lan", date(2026, 11, 10), accepted=False)
    story.item("a1", date(2026, 10, 5))
    period, day = story.begun("lan").period_value, date(2026, 11, 20)
    for code in ("A", "B", "S", "P", "R"):
        unit_id = story.unit_id(code)
        found = unit_figures(story.plan, unit_id, period, day)
        counts = [one for one in found if not one.is_target]
        assert counts == list(count_figures({unit_id}, period, day))
        rows = {
            f"target:{row.ordinal}:{row.period.label}": row
            for row in results_of(story.plan, as_of=day, unit_id=unit_id)
        }
        for figure in (one for one in found if one.is_target):
            row = rows[figure.key]
            assert (figure.status, figure.numerator) == (row.status.value, row.numerator)


def test_the_entries_behind_a_figure_are_those_its_explanation_names(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.item("a1", date(2026, 10, 5))
    submission, unit_id = story.begun("lan"), story.unit_id("A")
    draft = draft_of(submission, at(20, 11))
    for row in draft.filling.figures.filter(group="target"):
        told = explain_figure(
            story.plan,
            row.figure.ordinal,
            unit_id=unit_id,
            as_of=date(2026, 11, 20),
            period=row.period,
        )
        assert row.entries == sorted({one.entry_id for one in told.entries})


def test_a_filled_draft_follows_every_change(story: Story) -> None:
    submission = story.begun("lan")

    def shown() -> Decimal | None:
        draft = draft_of(fresh(submission), at(20, 11))
        known = {figure.key: figure for figure in draft.figures}
        counted = gather(
            story.plan,
            submission.unit_id,
            submission.period_value,
            span_of(submission, date(2026, 11, 20)),
        )
        assert draft.figures == counted.figures
        return known["activity"].value

    assert shown() == 0
    held = story.activity("lan", date(2026, 3, 8))
    assert shown() == 1
    story.activity("mai", date(2026, 3, 9), co_host_ids=(story.unit_id("A"),))
    assert shown() == 1
    return_activities([held], remark="Trùng", acting=story.world.acting["minh"], at=at(20, 11))
    assert shown() == 0


def test_opening_a_draft_asks_as_often_however_much_is_in_it(story: Story, sign_in) -> None:
    submission = story.begun("lan")

    def asked(address: str, who: str) -> int:
        client = sign_in(who)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    edit = reverse("submissions:edit", args=[submission.pk])
    empty = asked(edit, "lan")
    for month in range(1, 11):
        story.activity("lan", date(2026, month, 8))
        story.item("a1", date(2026, month, 5))
    assert asked(edit, "lan") == empty <= 12
    story.submit(submission, "lan", at(20, 11))
    show = reverse("submissions:show", args=[submission.pk])
    assert asked(show, "minh") <= 12
    assert asked(show, "lan") <= 13


def test_volumes_stop_at_the_cut_off_and_what_comes_later_is_an_estimate(story: Story) -> None:
    Regime.objects.create(rule=story.annual, cut_off_day=14, version=1)
    for day in (date(2025, 12, 20), date(2026, 3, 8), date(2026, 12, 16)):
        story.activity("lan", day, moment=at(17, 12))
    draft = draft_of(fresh_with_rule(story.begun("lan")), at(18, 12))
    figures = {figure.key: figure for figure in draft.figures}
    assert draft.as_of == date(2026, 12, 14)
    assert (figures["activity"].value, figures["activity"].provisional) == (2, 3)
    assert figures["target:II.1:2026"].value == 2  # a target keeps the calendar year


def fresh_with_rule(submission: Submission) -> Submission:
    return Submission.objects.select_related("plan", "rule__element").get(pk=submission.pk)


def test_each_figure_stands_beside_the_one_of_the_report_before(story: Story, sign_in) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.approved("lan")
    for month in (2, 3, 4):
        story.activity("lan", date(2027, month, 8), moment=at(20, 11) + timedelta(days=300))
    later = at(20, 11).replace(year=2027)
    lan = sign_in("lan", later)
    lan.post(reverse("submissions:new"), {"rule": story.annual.pk, "period": "2027"})
    second = Submission.objects.get(period="2027")
    draft = draft_of(second, later)
    assert draft.last["activity"] == 1
    assert draft.last["target:II.1:2027"] == 1
    page = lan.get(reverse("submissions:edit", args=[second.pk])).content.decode()
    assert "(+2)" in page


def test_a_figure_opens_down_to_its_records(story: Story, sign_in) -> None:
    held = story.activity("lan", date(2026, 3, 8))
    submission = story.submitted("lan")
    story.activity("lan", date(2026, 11, 19), moment=at(20, 11))
    address = reverse("submissions:source", args=[submission.pk, "activity"])
    page = sign_in("minh").get(address).content.decode()
    assert reverse("activities:show", args=[held.pk]) in page
    assert page.count("<tbody>") == 1
    assert page.count("08/03/2026") == 1
    assert "19/11/2026" not in page  # not in what was frozen
    assert sign_in("minh").get(address.replace("activity", "nothing")).status_code == 404


def test_the_first_opening_by_a_reviewer_is_noted(story: Story, sign_in) -> None:
    submission = story.submitted("lan")
    show = reverse("submissions:show", args=[submission.pk])
    for who, marks in (("lan", 0), ("ha", 0), ("minh", 1), ("minh", 1)):
        sign_in(who).get(show)
        assert snapshots_of(submission)[0].read_marks.count() == marks


def test_answers_are_forgotten_after_a_month_and_not_before(story: Story) -> None:
    user = story.world.users["lan"]
    for key, moment in (("old", at(20, 10)), ("fresh", at(20, 11))):
        AnsweredRequest.objects.create(user=user, key=key, digest="d", answered_at=moment)
    forget = {"acting": story.world.acting["quan"], "at": at(22, 11)}
    assert forget_answers(**forget) == 1
    assert list(AnsweredRequest.objects.values_list("key", flat=True)) == ["fresh"]
    assert forget_answers(**forget) == 0
