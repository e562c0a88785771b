"""Units: identity, dated versions, dated relations, dated successions."""
