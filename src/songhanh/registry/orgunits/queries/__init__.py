"""Named reads of the registry of units. Every one of them asks for a day."""

from songhanh.registry.orgunits.queries.counting import (
    CountingMap,
    counting_classes,
    counting_map,
    counting_successions,
    counting_units,
)
from songhanh.registry.orgunits.queries.denominators import (
    members_of,
    members_of_words,
)
from songhanh.registry.orgunits.queries.facts import (
    FactLine,
    FactSection,
    areas_of,
    facts_of,
    holders_of,
)
from songhanh.registry.orgunits.queries.meanings import Candidate, Outcome, Resolution
from songhanh.registry.orgunits.queries.resolution import resolve_name, resolve_names
from songhanh.registry.orgunits.queries.sheets import NamedUnit, StepLine, UnitSheet, unit_sheet
from songhanh.registry.orgunits.queries.successions import (
    standing_successions,
    steps_around,
    undecided,
    units_continued,
)
from songhanh.registry.orgunits.queries.trees import (
    ancestors_on,
    branch_ids,
    children_on,
    in_branch,
    parent_on,
    parents_on,
    territories_of,
    territory_of,
    top_of_tree,
    units_under,
    valid_on,
)
from songhanh.registry.orgunits.queries.versions import (
    ListedUnit,
    list_units,
    listed,
    names_on,
    nearest_versions,
    search_units,
    unit_by_code,
    units_by_codes,
    version_on,
    versions_on,
)

__all__ = [
    "Candidate",
    "CountingMap",
    "FactLine",
    "FactSection",
    "ListedUnit",
    "NamedUnit",
    "Outcome",
    "Resolution",
    "StepLine",
    "UnitSheet",
    "ancestors_on",
    "areas_of",
    "branch_ids",
    "children_on",
    "counting_classes",
    "counting_map",
    "counting_successions",
    "counting_units",
    "facts_of",
    "holders_of",
    "in_branch",
    "list_units",
    "listed",
    "members_of",
    "members_of_words",
    "names_on",
    "nearest_versions",
    "parent_on",
    "parents_on",
    "resolve_name",
    "resolve_names",
    "search_units",
    "standing_successions",
    "steps_around",
    "territories_of",
    "territory_of",
    "top_of_tree",
    "undecided",
    "unit_by_code",
    "unit_sheet",
    "units_by_codes",
    "units_continued",
    "units_under",
    "valid_on",
    "version_on",
    "versions_on",
]
