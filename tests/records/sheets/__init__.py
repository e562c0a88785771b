"""Records from Excel files."""
