"""Reporting: who reports what to whom, how often, by when; and where difficulties go."""

from songhanh.engines.planreader.reporting.rules import (
    ONWARD,
    read_escalation,
    read_reporting,
)

__all__ = ["ONWARD", "read_escalation", "read_reporting"]
