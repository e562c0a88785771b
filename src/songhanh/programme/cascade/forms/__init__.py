"""Forms of the cascade."""
