"""Who may say that a record belongs to a campaign."""

from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Answer
from songhanh.records.recording.models import Record
from songhanh.records.recording.rules import can_decide_here, can_record_for


def can_tag(acting: Acting, record: Record, on: date) -> Answer:
    """The unit that entered it, and the lead officer of its branch."""
    own = can_record_for(acting, record.unit_id, on)
    return own or can_decide_here(acting, record, on)
