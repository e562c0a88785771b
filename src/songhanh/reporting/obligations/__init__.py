"""Obligations: rules times units, worked out on a day."""
