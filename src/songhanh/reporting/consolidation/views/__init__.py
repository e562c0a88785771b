"""Pages of consolidations, by subject."""
