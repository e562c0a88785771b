"""All searches for anomalies, in reading order."""

from songhanh.engines.planreader.anomalies.common import Scan
from songhanh.engines.planreader.anomalies.contradictions import find_contradictions
from songhanh.engines.planreader.anomalies.dates import find_doubtful_dates
from songhanh.engines.planreader.anomalies.layout_marks import find_layout_marks
from songhanh.engines.planreader.anomalies.left_out import find_left_out
from songhanh.engines.planreader.anomalies.names import find_name_variants
from songhanh.engines.planreader.anomalies.parts import find_missing_parts
from songhanh.engines.planreader.anomalies.signs import find_slips_of_signs
from songhanh.engines.planreader.anomalies.spelling import find_misspellings
from songhanh.engines.planreader.anomalies.structure import find_slips_of_structure
from songhanh.engines.planreader.anomalies.terms import find_wording
from songhanh.engines.planreader.common import Element, Reading

_SEARCHES = (
    *(find_missing_parts, find_doubtful_dates, find_slips_of_structure, find_name_variants),
    find_contradictions,
    *(find_misspellings, find_left_out, find_slips_of_signs, find_wording, find_layout_marks),
)


def find_anomalies(reading: Reading, plan: Element) -> list[Element]:
    """Every anomaly of a plan, in the order of the text."""
    scan = Scan(reading, plan)
    found = [anomaly for search in _SEARCHES for anomaly in search(scan) if anomaly["text"]]
    return sorted(found, key=_first_char)


def _first_char(anomaly: Element) -> int:
    source = anomaly["source"]
    first = source[0] if isinstance(source, list) else source
    return int(first["char_from"])
