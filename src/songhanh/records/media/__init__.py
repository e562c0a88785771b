"""Media items."""
