"""A plan with other names, numbers, dates, layout or damage gives its answer changed the same way.

A seeded sample; `benchmarks/planreader_variants.py` measures hundreds.
"""

from pathlib import Path
from random import Random

import pytest

from tests.engines.planreader.facts import compare, facts_of
from tests.engines.planreader.plans import OWN, name_of, plan_text, read_text
from tests.engines.planreader.variants import CHANGES, Variant

SAMPLE = [
    OWN / f"{name}.txt"
    for name in ("tinh-gia-lai-2026", "xa-dak-rong-2026", "hoi-lhpn-lang-son-2026")
]
DAMAGED = 0.97  # of the facts of a damaged text, at least


@pytest.mark.parametrize("name", sorted(set(CHANGES) - {"recognised"}))
@pytest.mark.parametrize("path", SAMPLE, ids=name_of)
def test_a_changed_plan_gives_the_changed_answer(path: Path, name: str) -> None:
    text = plan_text(path)
    variant = CHANGES[name](Variant(text, facts_of(read_text(text))), Random(f"{name}{path.stem}"))

    _, wrong = compare(variant.facts, facts_of(read_text(variant.text)))

    assert wrong == []


@pytest.mark.parametrize("path", SAMPLE, ids=name_of)
def test_a_scanner_s_damage_hides_little(path: Path) -> None:
    text = plan_text(path)
    variant = CHANGES["recognised"](Variant(text, facts_of(read_text(text))), Random(path.stem))

    tallies, _ = compare(variant.facts, facts_of(read_text(variant.text)), noise=True)

    found = sum(tally.found for tally in tallies.values())
    assert found >= DAMAGED * sum(tally.expected for tally in tallies.values())
