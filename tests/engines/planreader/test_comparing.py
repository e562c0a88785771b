"""Two plans side by side: a table of cases, properties, and the reference plans where they lie."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.docread import read_document
from songhanh.engines.planreader import read_plan
from songhanh.engines.planreader.comparing import (
    PairState,
    Verdict,
    align_plans,
    compare_plans,
    likeness,
)

SHARED = Path(__file__).parents[3].parent / "shared" / "plans"

UPPER = {
    "text": "Phấn đấu đến năm 2030 nhận thức về bình đẳng giới tăng 10 - 15 % so với năm 2025",
    "kind": "awareness_increase",
    "comparator": "between",
    "value": 10,
    "value_max": 15,
    "unit": "%",
    "baseline_year": 2025,
    "period": "once",
    "milestones": [{"year": 2030, "value": 10, "value_max": 15}],
}
MEDIA = {
    "text": "Đến năm 2025 đạt 70 % và đến năm 2030 đạt 90 % cơ quan truyền thông áp dụng Bộ chỉ số",
    "kind": "media_index_share",
    "comparator": ">=",
    "value": 90,
    "unit": "%",
    "period": "once",
    "milestones": [{"year": 2025, "value": 70}, {"year": 2030, "value": 90}],
}
SESSIONS = {
    "text": "Hằng năm các xã, phường được truyền thông ít nhất 02 cuộc",
    "kind": "sessions_per_year",
    "comparator": ">=",
    "value": 2,
    "unit": "cuộc",
    "period": "year",
}


def plan(*targets: Any, begins: int | None = 2026, groups: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "period": {"from": begins, "to": 2030},
        "targets": list(targets),
        "task_groups": [{"title": title, "tasks": []} for title in groups],
    }


def but(item: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return deepcopy(item) | changes


CASES = [
    # upper target, what the lower plan makes of it, verdict, codes of the departures
    (SESSIONS, {}, Verdict.SAME, []),
    (SESSIONS, {"value": 4}, Verdict.STRICTER, ["value_higher"]),
    (SESSIONS, {"comparator": ">"}, Verdict.STRICTER, ["value_higher"]),
    (SESSIONS, {"value": 1}, Verdict.WEAKER, ["value_lower"]),
    (SESSIONS, {"value": None}, Verdict.WEAKER, ["value_lower"]),
    (SESSIONS, {"coverage": {"value": 80}}, Verdict.WEAKER, ["coverage_lower"]),
    (
        SESSIONS,
        {"value": 1, "period": "quarter"},
        Verdict.STRICTER,
        ["value_higher", "period_finer"],
    ),
    (
        but(SESSIONS, value=3, period="quarter"),
        {"value": 12, "period": "year"},
        Verdict.WEAKER,
        ["period_coarser"],
    ),
    (
        but(SESSIONS, coverage={"value": 80}),
        {"coverage": None},
        Verdict.STRICTER,
        ["coverage_higher"],
    ),
    (but(SESSIONS, comparator="<="), {"value": 3}, Verdict.WEAKER, ["value_lower"]),
    (UPPER, {}, Verdict.SAME, []),
    (UPPER, {"baseline_year": 2026}, Verdict.OTHER_BASELINE, ["baseline_changed"]),
    (UPPER, {"baseline_year": None}, Verdict.OTHER_BASELINE, ["baseline_changed"]),
    (UPPER, {"value_max": 12}, Verdict.WEAKER, ["value_lower"]),
    (
        UPPER,
        {"value": 8, "baseline_year": 2026, "milestones": []},
        Verdict.WEAKER,
        ["value_lower", "milestone_dropped", "baseline_changed"],
    ),
    (MEDIA, {"milestones": [{"year": 2030, "value": 90}]}, Verdict.MILESTONES_DROPPED,
     ["milestone_dropped"]),
    (
        but(MEDIA, milestones=[{"year": 2028, "value": 90}]),
        {"milestones": [{"year": 2030, "value": 90}]},
        Verdict.WEAKER,
        ["later"],
    ),
    (
        MEDIA,
        {"milestones": [{"year": 2025, "value": 60}, {"year": 2030, "value": 90}]},
        Verdict.WEAKER,
        ["value_lower"],
    ),
    (
        MEDIA,
        {"milestones": [{"year": 2025, "value": 75}, {"year": 2030, "value": 90}]},
        Verdict.STRICTER,
        ["value_higher"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("upper", "changes", "verdict", "codes"), CASES)
def test_a_target_is_held_against_the_one_above_it(
    upper: dict[str, Any], changes: dict[str, Any], verdict: Verdict, codes: list[str]
) -> None:
    (found,) = align_plans(plan(but(upper, **changes)), plan(upper)).targets
    assert (found.verdict, [one.code for one in found.departures]) == (verdict, codes)


def test_a_milestone_before_the_lower_plan_begins_is_named_as_past() -> None:
    lower = but(MEDIA, milestones=[{"year": 2030, "value": 90}])
    (found,) = align_plans(plan(lower), plan(MEDIA)).targets
    assert "Không còn mốc 2025 (70)" in found.departures[0].message
    assert "trước năm đầu" in found.departures[0].message


def test_what_the_lower_plan_leaves_out_is_missing_and_what_it_adds_is_its_own() -> None:
    own = but(SESSIONS, kind="other", text="Có 80 % thôn lập tổ truyền thông", unit="%", value=80)
    table = align_plans(plan(SESSIONS, own), plan(UPPER, SESSIONS))
    assert [one.verdict for one in table.targets] == [Verdict.MISSING, Verdict.SAME]
    assert list(table.own_targets) == [own]


def test_two_targets_of_one_kind_meet_by_their_words() -> None:
    station = but(SESSIONS, text="Mỗi thôn có ít nhất 03 cuộc truyền thông", value=3)
    table = align_plans(plan(station, SESSIONS), plan(SESSIONS, but(station, value=4)))
    assert [one.verdict for one in table.targets] == [Verdict.SAME, Verdict.WEAKER]


def test_a_task_group_without_counterpart_is_missing() -> None:
    above = ("Đẩy mạnh xã hội hóa công tác truyền thông", "Kiểm tra, giám sát, nhân rộng mô hình")
    table = align_plans(plan(groups=("Xã hội hóa công tác truyền thông",)), plan(groups=above))
    assert [one.parent["title"] for one in table.missing_groups] == [above[1]]


def test_a_plan_beside_itself_is_the_same_everywhere() -> None:
    whole = plan(UPPER, MEDIA, SESSIONS, groups=("Nhóm thứ nhất", "Nhóm thứ hai"))
    compared = compare_plans(whole, deepcopy(whole))
    assert {pair.state for pairs in compared.parts.values() for pair in pairs} == {PairState.SAME}


def test_a_comparison_tells_changed_missing_and_added() -> None:
    a = plan(but(SESSIONS, value=4), MEDIA)
    b = plan(SESSIONS, UPPER)
    states = [pair.state for pair in compare_plans(a, b).parts["targets"]]
    assert states == [PairState.CHANGED, PairState.MISSING, PairState.ADDED]
    (change,) = compare_plans(a, b).parts["targets"][0].changes
    assert (change.field, change.a, change.b) == ("value", 4, 2)


def test_a_deadline_that_moved_is_changed() -> None:
    rule = {
        "text": "Báo cáo kết quả trước ngày 30/11 hằng năm",
        "kind": "annual",
        "due": "11-30",
        "from": ["Ủy ban nhân dân các xã, phường"],
    }
    later = rule | {"text": "Báo cáo kết quả trước ngày 15/12 hằng năm", "due": "12-15"}
    (pair,) = compare_plans({"reporting": [later]}, {"reporting": [rule]}).parts["deadlines"]
    assert pair.state is PairState.CHANGED
    assert ("due", "12-15", "11-30") in [(one.field, one.a, one.b) for one in pair.changes]


TEXTS = st.text(alphabet="abcđêô tổ chức 12,.", max_size=60)
ITEMS = st.fixed_dictionaries(
    {
        "text": TEXTS,
        "kind": st.sampled_from(["other", "sessions_per_year", "awareness_increase"]),
        "value": st.none() | st.integers(0, 100),
        "period": st.sampled_from(["year", "quarter", "once"]),
        "milestones": st.lists(
            st.fixed_dictionaries({"year": st.integers(2021, 2030), "value": st.integers(0, 100)}),
            max_size=3,
        ),
    }
)


@given(st.lists(ITEMS, max_size=5), st.lists(ITEMS, max_size=5))
def test_any_two_plans_are_compared_and_every_element_stands_once(
    left: list[dict[str, Any]], right: list[dict[str, Any]]
) -> None:
    table = align_plans(plan(*left), plan(*right))
    assert len(table.targets) == len(right)
    assert sum(one.child is not None for one in table.targets) + len(table.own_targets) == len(left)
    pairs = compare_plans(plan(*left), plan(*right)).parts["targets"]
    assert sum(pair.a is not None for pair in pairs) == len(left)
    assert sum(pair.b is not None for pair in pairs) == len(right)


@given(TEXTS, TEXTS)
def test_likeness_is_a_part_of_one_and_the_same_both_ways(left: str, right: str) -> None:
    assert 0 <= likeness(left, right) <= 1
    assert likeness(left, right) == likeness(right, left)


def read(name: str) -> dict[str, Any]:
    return read_plan(read_document((SHARED / f"{name}.txt").read_bytes(), f"{name}.txt"))


if SHARED.is_dir():

    def test_tuyen_quang_misses_the_sixth_group_of_dak_lak() -> None:
        table = align_plans(read("tq-2022"), read("dl-2026"))
        assert [one.parent["ordinal"] for one in table.missing_groups] == ["III.6"]
