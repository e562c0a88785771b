"""News of this app for the floors above: a group was added or renamed."""

from django.dispatch import Signal

group_changed = Signal()
"""Sent inside the transaction with ``group``; records keep their list of tags by it."""
