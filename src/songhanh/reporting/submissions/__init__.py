"""Submissions: sent, frozen, returned, approved."""
