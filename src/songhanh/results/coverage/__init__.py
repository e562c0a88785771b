"""Coverage: which group in which kind of area was reached, and how often."""
