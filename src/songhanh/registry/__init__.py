"""Registry: the units as they were on any day, and who acts for them."""
