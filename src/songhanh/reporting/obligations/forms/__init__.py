"""Forms of obligations, by subject."""
