"""What people type about units: filters, new units, changes, facts."""

from songhanh.registry.orgunits.forms.changes import (
    DecideForm,
    PartForm,
    ReattachForm,
    RetypeForm,
    SplitForm,
)
from songhanh.registry.orgunits.forms.facts import (
    AliasForm,
    AreaFlagForm,
    EndFactForm,
    FunctionForm,
    HeadForm,
    MemberForm,
    PlaceForm,
)
from songhanh.registry.orgunits.forms.pages import (
    ChangeForm,
    DayForm,
    EndForm,
    NewUnitForm,
    RenameForm,
    UndoForm,
    UnitFilter,
    day_asked,
)

__all__ = [
    "AliasForm",
    "AreaFlagForm",
    "ChangeForm",
    "DayForm",
    "DecideForm",
    "EndFactForm",
    "EndForm",
    "FunctionForm",
    "HeadForm",
    "MemberForm",
    "NewUnitForm",
    "PartForm",
    "PlaceForm",
    "ReattachForm",
    "RenameForm",
    "RetypeForm",
    "SplitForm",
    "UndoForm",
    "UnitFilter",
    "day_asked",
]
