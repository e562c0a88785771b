"""What happens to a submission: begun, written, frozen and sent, returned, approved.

begin    draft made                    submit   snapshot frozen, first submission noted
save     draft changed                 return   decision with remarks, back to the unit
keep     texts changed one by one      approve  decision of a level; the last one closes it
explain  a figure's own number         recall   taken back while nobody has read it
supplement  what came after the day    read     the reviewer's first look
bring    figures added up below put in
forget   answers to repeated requests, after a month
"""

from songhanh.reporting.submissions.actions.bringing import bring_figures
from songhanh.reporting.submissions.actions.deciding import (
    approve_submission,
    note_reading,
    recall_submission,
    return_submission,
)
from songhanh.reporting.submissions.actions.drafting import (
    Clash,
    Kept,
    Typed,
    Written,
    begin_submission,
    begin_supplement,
    digest_of,
    explain_figure,
    keep_texts,
    save_submission,
)
from songhanh.reporting.submissions.actions.forgetting import forget_answers
from songhanh.reporting.submissions.actions.submitting import submit_submission

__all__ = [
    "Clash",
    "Kept",
    "Typed",
    "Written",
    "approve_submission",
    "begin_submission",
    "begin_supplement",
    "bring_figures",
    "digest_of",
    "explain_figure",
    "forget_answers",
    "keep_texts",
    "note_reading",
    "recall_submission",
    "return_submission",
    "save_submission",
    "submit_submission",
]
