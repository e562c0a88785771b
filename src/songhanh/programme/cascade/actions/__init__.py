"""Named writes of the cascade: one transaction and one audit fact each."""
