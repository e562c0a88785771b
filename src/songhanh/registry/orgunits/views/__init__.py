"""Pages of the registry: reading, changing, facts, keeping it in order."""
