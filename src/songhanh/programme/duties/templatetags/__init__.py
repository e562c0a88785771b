"""Template filters of duties."""
