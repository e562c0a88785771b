"""Checking ``plans/<code>.json`` of a data package before anything of it is stored.

Every fault becomes a finding with its place in the file (a JSON pointer), what stood there and what
was expected. Contracts: data package, ``plans/<code>.json``; plan.schema.json.
"""

from songhanh.programme.plans.checking.envelope import check_package_plan

__all__ = ["check_package_plan"]
