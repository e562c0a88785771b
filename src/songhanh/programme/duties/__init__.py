"""Duties of published plans as units carry them: accepted, reported on, urged, closed."""
