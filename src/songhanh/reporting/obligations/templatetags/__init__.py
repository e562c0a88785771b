"""Template tags of obligations."""
