"""English forms: the same day order, so that no date is read wrongly."""
