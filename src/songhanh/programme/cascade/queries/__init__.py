"""Named reads of the cascade."""
