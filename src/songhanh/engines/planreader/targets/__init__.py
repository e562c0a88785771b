"""Targets: statements that a quantity reaches a value in a period or by a year."""

from songhanh.engines.planreader.targets.finding import read_targets

__all__ = ["read_targets"]
