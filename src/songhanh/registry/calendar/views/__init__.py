"""Pages of the calendar."""

from songhanh.registry.calendar.views import days, occasions, year

__all__ = ["days", "occasions", "year"]
