"""Which colour a state speaks in. The word always stands beside it: colour alone says nothing."""

from typing import Final

NEUTRAL: Final = "neutral"
TONES: Final = frozenset({"neutral", "info", "good", "warning", "bad"})

TONE_OF_STATUS: Final[dict[str, str]] = {
    # targets
    "met": "good",
    "on_track": "good",
    "at_risk": "warning",
    "missed": "bad",
    "no_data": "neutral",
    "no_baseline": "neutral",
    "not_established": "neutral",
    # records and submissions
    "draft": "neutral",
    "submitted": "info",
    "accepted": "good",
    "approved": "good",
    "returned": "warning",
    "cancelled": "neutral",
    # obligations
    "not_due": "neutral",
    "due": "info",
    "on_time": "good",
    "late": "warning",
    "missing": "bad",
    # difficulties
    "open": "info",
    "answered": "good",
    # documents on their way
    "prepared": "neutral",
    "issued": "info",
    "sent": "info",
    "confirmed": "good",
    # plan documents
    "published": "good",
    "superseded": "neutral",
    "closed": "neutral",
    # jobs
    "waiting": "neutral",
    "running": "info",
    "done": "good",
    "failed": "bad",
}


def tone_of(status: str) -> str:
    """The tone of a state's code; neutral for a code nobody gave a tone."""
    return TONE_OF_STATUS.get(status, NEUTRAL)
