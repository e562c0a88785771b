"""Reporting rules and campaign windows of a plan."""
