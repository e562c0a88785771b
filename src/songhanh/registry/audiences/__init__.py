"""Audience groups and kinds of areas: what records are tagged with, how large groups are."""
