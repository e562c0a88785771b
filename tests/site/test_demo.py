"""The demo: an invented province told through the real actions, once; then only shown again."""

from pathlib import Path

import pytest

from songhanh.engines.docwrite import check_layout
from songhanh.foundation.accounts.models import User
from songhanh.programme.plans.models import PlanDocument
from songhanh.records.activities.models import Activity
from songhanh.records.campaigns.kind import PLANS
from songhanh.records.channels.kind import CHANNELS
from songhanh.records.communitymodels.kind import MEETINGS
from songhanh.records.conventions.kind import CONVENTIONS
from songhanh.records.materials.kind import MOVES
from songhanh.records.recording.models import Evidence
from songhanh.records.schools.kind import SCHOOLS
from songhanh.records.training.kind import TRAINEES
from songhanh.registry.orgunits.queries import units_under
from songhanh.reporting.submissions.models import Submission
from songhanh.site.demo.province import COMMUNES, PASSWORD, PROVINCE, find
from tests.site.conftest import SetClock, Songhanh, stored


@pytest.fixture(autouse=True)
def _in_december(set_clock: SetClock) -> None:
    set_clock("2026-12-07")


def test_the_demo_tells_the_story_once_and_then_only_shows_it(songhanh: Songhanh) -> None:
    told = songhanh("demo", "--json")

    assert told.code == 0, told.err
    assert "•" in told.err, "its steps are told while they happen"
    story = told.document
    plan = PlanDocument.objects.get()
    assert (story["plan"], plan.is_published) == (plan.code, True)
    assert {row["status"] for row in story["results"]} >= {"missed", "no_baseline"}
    assert any(row["numerator"] for row in story["results"])
    it_went_through_the_real_flow()
    the_sign_ins_work(story["sign_ins"])
    documents = [Path(name) for name in story["files"] if name.endswith(".docx")]
    reports = [path for path in documents if path.name.startswith("bao-cao")]
    assert len(reports) == 1
    for path in reports:
        found = check_layout(path.read_bytes(), "report")
        assert [one for one in found if one.severity == "error"] == []

    before = stored()
    again = songhanh("demo", "--json")
    assert again.document == story
    assert stored() == before
    readable = songhanh("demo").out
    for path in documents:
        assert str(path) in readable
    assert PASSWORD in readable
    assert songhanh("ledger", "verify", "--json").document["differences"] == []


def it_went_through_the_real_flow() -> None:
    province = find(PlanDocument.objects.get().issued_on)
    assert province is not None
    communes = units_under(
        province.units[PROVINCE].pk, PlanDocument.objects.get().issued_on,
        kinds=("commune", "ward", "special_zone"),
    )  # fmt: skip
    assert communes.count() == len(COMMUNES) == 12
    assert Activity.objects.filter(standing="accepted").exists()
    assert Activity.objects.filter(standing="returned").count() == 1
    assert Evidence.objects.exists()
    for plain in (SCHOOLS, MEETINGS, CONVENTIONS, CHANNELS, MOVES, TRAINEES, PLANS):
        assert plain.kind.records().filter(standing="accepted").exists()
    assert set(Submission.objects.values_list("state", flat=True)) == {"approved"}


def the_sign_ins_work(sign_ins: list[dict[str, str]]) -> None:
    for one in sign_ins:
        assert User.objects.get(username=one["username"]).check_password(one["password"])
