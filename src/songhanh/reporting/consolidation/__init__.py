"""Consolidation of approved submissions."""
