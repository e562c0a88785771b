"""How well plans are read that the reader was not written on: variants of plans, measured.

Each plan of tests/plans, and each reference plan where it lies beside the repository, is changed
in every way of tests/engines/planreader/variants.py under several seeds, then two ways together.
Prints F1 and the share of right values of every part for each change. Bars: targets, due dates,
legal basis and signature ≥ 0.99, every other list ≥ 0.98; under a scanner's damage ≥ 0.95.
"""

import json
import sys
from collections import defaultdict
from itertools import pairwise
from random import Random

from tests.engines.planreader.facts import Tally, compare, facts_of
from tests.engines.planreader.plans import OWN_PLANS, REFERENCE_PLANS, plan_text, read_text
from tests.engines.planreader.variants import CHANGES, Change, Variant

SEEDS = 3
EXACT = {"target": 0.99, "report": 0.99, "legal": 0.99, "signature": 0.99}
OTHERS = 0.98
DAMAGED = 0.95


def two_ways() -> dict[str, Change]:
    """Pairs of neighbouring changes, one after the other."""
    return {
        f"{first}+{second}": lambda variant, random, a=first, b=second: CHANGES[b](
            CHANGES[a](variant, random), random
        )
        for first, second in pairwise(CHANGES)
        if first != "wrapped"  # the next one would break its lines again
    }


def main() -> int:
    """One JSON document; exit 1 when a bar is missed."""
    bases = []
    for path in (*OWN_PLANS, *REFERENCE_PLANS):
        text = plan_text(path)
        bases.append((path.stem, Variant(text, facts_of(read_text(text)))))
    count, report, missed = 0, {}, []
    for name, change in {**CHANGES, **two_ways()}.items():
        parts: dict[str, Tally] = defaultdict(Tally)
        for stem, base in bases:
            for seed in range(SEEDS if name in CHANGES else 1):
                variant = change(base, Random(f"{name}{stem}{seed}"))  # noqa: S311 - a sample, no secret
                if variant.text == base.text:
                    continue
                count += 1
                found = facts_of(read_text(variant.text))
                tallies, _ = compare(variant.facts, found, noise=variant.noise)
                for part, tally in tallies.items():
                    parts[part] += tally
        bar = DAMAGED if "recognised" in name else None
        missed += [
            f"{name}: {part}"
            for part, tally in parts.items()
            if min(tally.f1, tally.share) < (bar or EXACT.get(part, OTHERS))
        ]
        report[name] = {
            part: [round(tally.f1, 4), round(tally.share, 4)]
            for part, tally in parts.items()
            if min(tally.f1, tally.share) < 1
        }
    figures = {"benchmark": "planreader_variants", "variants": count, "below_bar": missed}
    sys.stdout.write(json.dumps({**figures, "not_exact": report}, ensure_ascii=False) + "\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
