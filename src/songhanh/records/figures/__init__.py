"""Figures nobody counts from records: survey estimates, and values typed with their evidence."""
