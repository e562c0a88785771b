"""Totals of measures over several years, on three maps of the units."""
