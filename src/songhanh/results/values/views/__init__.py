"""Pages of results: plans and their targets, one target, units, files."""
