"""Plans of many shapes, each with its checked answer in tests/plans/answers.

A commune, a district, a city, a department with a task table, a press body, a women's union, a
school, an Action Month, a plan under a decision with a roadmap, a flattened table, markdown with
footnotes. All names are invented.
"""

from pathlib import Path

import jsonschema
import pytest

from tests.engines.planreader.plans import (
    OWN_PLANS,
    SCHEMA,
    answer_of,
    as_data,
    compact,
    name_of,
    read_file,
)

PARTS = (
    *("heading", "legal_basis", "targets", "task_groups", "assignments", "reporting"),
    *("campaign_windows", "commemorative_days", "recipients", "signatory", "funding"),
    *("footnotes", "anomalies"),
)


@pytest.mark.parametrize("path", OWN_PLANS, ids=name_of)
def test_the_answer_is_valid_under_the_contract(path: Path) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(read_file(path))


@pytest.mark.parametrize("path", OWN_PLANS, ids=name_of)
def test_every_part_is_read_as_checked(path: Path) -> None:
    answer, found = answer_of(path), as_data(compact(read_file(path)))

    for part in PARTS:
        assert found[part] == answer[part], part
