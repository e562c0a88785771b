"""Blocks of a document to the structured plan with its places in the text, and findings."""

from songhanh.engines.planreader.findings import Finding, check_plan
from songhanh.engines.planreader.reader import PlanReading, read_plan, read_plan_with_rules

__all__ = ["Finding", "PlanReading", "check_plan", "read_plan", "read_plan_with_rules"]
