"""Template words of the cascade."""
