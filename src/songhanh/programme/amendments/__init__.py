"""Decisions that amend a published plan from a day on: what they change, add and take out."""
