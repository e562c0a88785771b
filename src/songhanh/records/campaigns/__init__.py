"""Campaigns: the peak windows of a year, what units plan for them and do in them."""
