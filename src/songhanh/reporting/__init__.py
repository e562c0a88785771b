"""Reporting: what is owed, sent, returned, approved, consolidated and signed."""
