"""Any text at all gives a valid plan or a refusal; places point into the text; nothing varies."""

from collections.abc import Iterator
from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songhanh.engines.docread import UnreadableDocument, read_document
from songhanh.engines.planreader import check_plan, read_plan, read_plan_with_rules
from tests.engines.planreader.plans import OWN_PLANS, SCHEMA, plan_text

VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
LINES = sorted({line for path in OWN_PLANS for line in plan_text(path).split("\n")})
ODD = [
    "",
    " ",
    "1.",
    "a)",
    "-",
    "(((",
    "%",
    "| | |",
    "\t\t\t",
    "Phụ lục",
    "Điều 1.",
    "KT.",
    "\u0301",
]
SHUFFLED = st.lists(st.sampled_from(LINES + ODD), min_size=1, max_size=40).map("\n".join)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans_in(value: Any) -> Iterator[dict[str, int]]:
    """Every source span inside an answer."""
    if isinstance(value, list):
        for item in value:
            yield from spans_in(item)
    elif isinstance(value, dict):
        if "char_from" in value:
            yield value
        for item in value.values():
            yield from spans_in(item)


def check(text: str) -> None:
    """Read a text and hold the answer against the contract."""
    try:
        document = read_document(text.encode(), "x.txt")
    except UnreadableDocument:
        return
    plan = read_plan(document)
    VALIDATOR.validate(plan)
    lines = document.text.count("\n") + 1
    for span in spans_in(plan):
        assert 0 <= span["char_from"] <= span["char_to"] <= len(document.text)
        assert 1 <= span["line_from"] <= span["line_to"] <= lines
    assert read_plan(document) == plan
    check_plan(plan)


@QUICK
@given(SHUFFLED)
def test_lines_of_plans_in_any_order_give_a_valid_answer(text: str) -> None:
    check("KẾ HOẠCH\nTruyền thông năm 2026\nI. MỤC TIÊU\n" + text)


@QUICK
@given(st.text(max_size=300))
def test_any_text_gives_a_valid_answer(text: str) -> None:
    check(text)


@settings(QUICK, max_examples=25)
@given(st.sampled_from(OWN_PLANS), st.integers(0, 5000), st.integers(0, 400))
def test_a_plan_with_a_piece_torn_out_gives_a_valid_answer(
    path: Any, start: int, length: int
) -> None:
    text = plan_text(path)
    check(text[:start] + text[start + length :])


def test_every_element_knows_the_rule_that_made_it() -> None:
    reading = read_plan_with_rules(read_document(OWN_PLANS[0].read_bytes(), "x.txt"))

    for part in ("targets", "assignments", "recipients", "legal_basis"):
        for at, _ in enumerate(reading.plan[part]):
            assert reading.rules[f"/{part}/{at}"]


def test_a_number_without_a_title_still_heads_its_tasks() -> None:
    check("KẾ HOẠCH\nTruyền thông năm 2026\nII. NHIỆM VỤ\n1.\n- Phát loa.\n2.\n- Họp thôn.\n")
