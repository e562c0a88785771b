"""What happens to a submission: begun, written, frozen and sent, returned, approved.

begin    draft made           submit   snapshot frozen, first submission noted
save     draft changed        return   decision with remarks, back to the unit
                              approve  decision; nothing changes it afterwards
"""

from songhanh.reporting.submissions.actions.deciding import approve_submission, return_submission
from songhanh.reporting.submissions.actions.drafting import (
    Written,
    begin_submission,
    save_submission,
)
from songhanh.reporting.submissions.actions.submitting import submit_submission

__all__ = [
    "Written",
    "approve_submission",
    "begin_submission",
    "return_submission",
    "save_submission",
    "submit_submission",
]
