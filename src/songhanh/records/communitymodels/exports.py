"""``models.csv`` and ``model_activities.csv`` of a data package (its contract)."""

from collections.abc import Iterator

from songhanh.foundation.lib.package import PackageTable, Row
from songhanh.records.communitymodels.kind import MEETINGS, MODELS
from songhanh.records.communitymodels.models import CommunityModel, ModelMeeting
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.exports import CodesOnDays
from songhanh.records.recording.plain.exports import accepted_rows


def model_rows() -> Iterator[Row]:
    """Every accepted model."""
    return accepted_rows(MODELS, _cells)


def meeting_rows() -> Iterator[Row]:
    """Every accepted activity of a model that is accepted itself."""
    rows = accepted_rows(MEETINGS, _meeting_cells)
    return (row for row in rows if row["model_id"])


def _cells(model: CommunityModel, codes: CodesOnDays) -> Row:
    return {
        "commune_code": codes.code(model.unit_id, model.started_on),
        "type": model.type,
        "name": model.title,
        "started_on": model.started_on,
        "ended_on": model.ended_on,
    }


def _meeting_cells(meeting: ModelMeeting, codes: CodesOnDays) -> Row:  # noqa: ARG001 - no unit here
    stands = meeting.model.standing == RecordStanding.ACCEPTED
    return {
        "model_id": meeting.model.external_id if stands else "",
        "held_on": meeting.held_on,
    }


MODELS_TABLE = PackageTable(
    "models.csv",
    "id commune_code type name started_on",
    "ended_on submitted_on",
    model_rows,
)
MEETINGS_TABLE = PackageTable(
    "model_activities.csv", "id model_id held_on", "submitted_on", meeting_rows
)
