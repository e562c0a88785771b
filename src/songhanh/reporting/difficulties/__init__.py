"""Difficulties and proposals of units: sent, answered, passed on, followed."""
