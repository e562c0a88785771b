"""Results of a plan kept as they stood on a day, for a purpose; corrections stand beside them."""
