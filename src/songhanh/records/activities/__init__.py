"""Communication activities."""
