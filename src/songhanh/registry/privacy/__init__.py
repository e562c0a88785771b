"""Requests of persons about their data: registered, answered within the legal time limits."""
