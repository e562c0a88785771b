"""A year of a small province in which everything happens, with answers counted by hand.

Communes A, B, C; N is created on 15/08/2026, A merges into B on 01/07/2026, D is dissolved on
01/10/2026. The answers stand beside what happened; nothing here is worked out by the code under
test. Every kind of target, the edges of year and window, joint events, repeats, a denominator of 0
and of 1, and a value above the whole.
"""

from decimal import Decimal

import pytest

from songhanh.engines.counting import (
    AdoptionStage,
    Comparator,
    Convention,
    ConventionReview,
    ConventionState,
    RoundRole,
    StateRow,
    SuccessionKind,
    TargetKind,
    TargetPeriod,
    TargetSpec,
)
from tests.engines.counting.province import Province, counted, day, target

SESSIONS = target(TargetKind.SESSIONS_PER_YEAR)
MONTH = target(TargetKind.ACTION_MONTH_PLAN_SHARE)
LOUD = target(TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER)
CENTRE = target(TargetKind.CENTRE_ITEMS_PER_QUARTER, denominator=counted("centre"))
COLUMN = target(TargetKind.MONTHLY_COLUMN, denominator=counted("press"))
INDEX = target(TargetKind.MEDIA_INDEX_SHARE, denominator=counted("press"))
MODEL = target(TargetKind.DIGITAL_MODEL_PER_YEAR)
CONVENTIONS = target(TargetKind.CONVENTION_SHARE)
AWARENESS = target(
    TargetKind.AWARENESS_INCREASE,
    value=Decimal(5),
    baseline_year=2026,
    period=TargetPeriod.ONCE,
)
TYPED = target(TargetKind.OTHER, ordinal="9", value=Decimal(1000), unit="tờ rơi")


def convention(province: Province, identity: str, commune: str, reviewed: str | None, bad: bool):
    reviews = (ConventionReview(day(reviewed), bad),) if reviewed else ()
    return Convention(
        identity,
        province.ids[commune],
        (StateRow(ConventionState.ADOPTED, day("01/01/2025")),),
        day("01/01/2025"),
        (day("01/01/2025"),),
        reviews,
    )


@pytest.fixture(scope="module")
def year() -> Province:
    """All that happened."""
    p = Province.of_the_cases()
    p.unit("D", "commune", until="30/09/2026")
    p.succeed("D", None, "01/10/2026", SuccessionKind.DISSOLVE)
    p.unit("N", "commune", since="15/08/2026")
    p.succeed("A", "B", "01/07/2026")
    p.unit("R", "press")
    p.unit("T", "centre")

    # Sessions. The last day of a year is of it, the first of the next is not.
    p.session("C", "01/01/2026")  # first day of the year
    p.session("C", "31/12/2026")  # last day of the year
    p.session("C", "31/12/2025")  # the year before
    p.session("C", "01/01/2027")  # the year after
    p.session("A", "05/03/2026")  # stays with A, which is gone at the end of the year
    p.session("A", "30/06/2026")  # A's last day
    p.session("B", "02/07/2026", "N")  # N does not exist yet; co-hosts are counted where they are
    p.session("N", "20/08/2026", "S")  # joint: one for N, one for S
    p.session("B", "09/09/2026", integrated="yes")

    # Loudspeaker: three a quarter.
    for month in ("01", "04", "07", "10"):
        p.item("C", f"10/{month}/2026", 3)
    p.item("B", "31/03/2026", 3)  # last day of the first quarter
    p.item("B", "01/04/2026", 2)  # first day of the second: two are too few
    p.item("B", "02/04/2026", repeat=True)  # a run again never counts
    p.item("B", "10/07/2026", 3)
    p.item("B", "10/10/2026", 3, channel="facebook")  # no loudspeaker
    p.item("N", "01/09/2026", 3)
    p.item("N", "31/12/2026", 3)

    # Centre: three a quarter, any channel.
    for month in ("02", "05", "08", "11"):
        p.item("T", f"10/{month}/2026", 3, channel="website")

    # A column in every month but February.
    for month in range(1, 13):
        if month != 2:
            p.item("R", f"28/{month:02d}/2026", channel="newspaper", column="yes")
    p.stage("R", AdoptionStage.PILOT, "31/12/2026")

    # Action Month: both ends of the window are inside.
    p.plan("B", number="5/KH", on="15/12/2026")  # dated on the window's last day
    p.activity("B", "15/11/2026")  # on its first day
    p.plan("C", number="6/KH", on="16/12/2026")  # a day late
    p.activity("C", "15/12/2026")
    p.plan("N", number="7/KH")
    p.activity("N", "14/11/2026")  # a day early …
    p.item("N", "15/12/2026", channel="facebook", repeat=True)  # … but an item run again counts

    p.model("m1", "C", "01/01/2024", ["31/12/2026"])
    p.model("m2", "A", "01/01/2024", ["01/03/2026"])  # A's model is B's after the merger
    p.model("m3", "N", "01/01/2027", ["01/01/2027"])

    p.conventions += [
        convention(p, "q1", "A", "01/02/2026", bad=False),  # lies with B after the merger
        convention(p, "q2", "C", "01/02/2026", bad=True),
        convention(p, "q3", "C", None, bad=False),
        convention(p, "q4", "D", "01/02/2026", bad=False),  # D ended without successor: nobody's
    ]
    p.estimate(2026, RoundRole.BASELINE, "50")
    p.estimate(2028, RoundRole.MID, "58")
    p.typed_value(2026, "1250", ordinal="9")
    return p


def told(province: Province, spec: TargetSpec, on: str) -> tuple[object, ...]:
    row = province.year(spec, on)
    return row.numerator, row.denominator, row.as_json()["value"], row.status.value


@pytest.mark.parametrize(
    ("spec", "on", "answer"),
    [
        # At the end of June: A 2, C 1, B and D 0, of four communes.
        (SESSIONS, "30/06/2026", (1, 4, 25, "at_risk")),
        # A day before the end C has one; on the last day its second: C 2, B 2, N 2 of three.
        (SESSIONS, "30/12/2026", (2, 3, 66.67, "at_risk")),
        (SESSIONS, "31/12/2026", (3, 3, 100, "met")),
        # B, with its own two only on the day of its second.
        (SESSIONS, "08/09/2026", (1, 4, 25, "at_risk")),
        # The window has B (plan of the last day), N (an item of the last day), not C (a day late).
        (MONTH, "14/11/2026", (0, 3, 0, "on_track")),
        (MONTH, "14/12/2026", (0, 3, 0, "at_risk")),
        (MONTH, "15/12/2026", (2, 3, 66.67, "missed")),
        # C passed all four, B failed the second and the fourth, N the two it stood for.
        (LOUD, "31/12/2026", (2, 3, 66.67, "missed")),
        (CENTRE, "31/12/2026", (1, 1, 100, "met")),
        # One body: only 0 or 100.
        (COLUMN, "31/01/2026", (1, 1, 100, "met")),
        (COLUMN, "28/02/2026", (0, 1, 0, "at_risk")),
        (COLUMN, "31/12/2026", (0, 1, 0, "missed")),
        (INDEX, "30/12/2026", (0, 1, 0, "at_risk")),
        # m1 met on the last day, m2 lies with B; N's is of the next year.
        (MODEL, "30/12/2026", (1, 3, 33.33, "at_risk")),
        (MODEL, "31/12/2026", (2, 3, 66.67, "missed")),
        # q1 passes, q2 fails, q3 was never reviewed; q4 is nobody's once D is gone.
        (CONVENTIONS, "30/09/2026", (2, 4, 50, "at_risk")),
        (CONVENTIONS, "31/12/2026", (1, 3, 33.33, "missed")),
        (AWARENESS, "31/12/2026", (None, None, None, "no_data")),
        (AWARENESS, "31/12/2028", (None, None, 8, "met")),
        (TYPED, "31/12/2026", (None, None, 1250, "met")),
    ],
)
def test_the_answers_counted_by_hand(
    year: Province, spec: TargetSpec, on: str, answer: tuple[object, ...]
) -> None:
    assert told(year, spec, on) == answer


def test_each_quarter_of_the_loudspeakers(year: Province) -> None:
    rows = year.rows(LOUD, "31/12/2026")
    passing = {label: row.passing for label, row in rows.items()}
    # A is gone at the end of the third quarter; D stands until the last day of it.
    assert passing == {
        "2026-Q1": ("B", "C"),
        "2026-Q2": ("C",),
        "2026-Q3": ("B", "C", "N"),
        "2026-Q4": ("C", "N"),
        "2026": ("C", "N"),
    }
    assert [rows[f"2026-Q{n}"].denominator for n in (1, 2, 3, 4)] == [4, 4, 4, 3]


def test_nobody_to_count_is_no_value(year: Province) -> None:
    nobody = target(TargetKind.SESSIONS_PER_YEAR, denominator=counted("special_zone"))
    assert told(year, nobody, "31/12/2026") == (0, 0, None, "no_data")


def test_more_than_the_plan_asks_is_more(year: Province) -> None:
    """1,250 of 1,000: the value is not held down."""
    falling = target(
        TargetKind.OTHER,
        ordinal="9",
        value=Decimal(1000),
        comparator=Comparator.AT_MOST,
        unit="tờ rơi",
    )
    assert told(year, falling, "31/12/2026") == (None, None, 1250, "missed")


@pytest.mark.parametrize("spec", [SESSIONS, LOUD, CENTRE, COLUMN, MONTH])
def test_removing_one_record_changes_at_most_its_units_and_nobody_else(
    year: Province, spec: TargetSpec
) -> None:
    before = {one.code: one for one in year.year(spec, "31/12/2026").outcomes}
    for measure in list(year.counts):
        for place, removed in enumerate(list(year.counts[measure])):
            rows = year.counts[measure]
            year.counts[measure] = rows[:place] + rows[place + 1 :]
            after = {one.code: one for one in year.year(spec, "31/12/2026").outcomes}
            year.counts[measure] = rows
            changed = {code for code in before if before[code] != after[code]}
            owner = next(code for code, pk in year.ids.items() if pk == removed.unit_id)
            assert changed <= {owner}
