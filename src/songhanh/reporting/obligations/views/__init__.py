"""Pages of obligations, by subject."""
