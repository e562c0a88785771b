"""Audit: one named fact for every action, and the rows it changed. Both append-only."""
