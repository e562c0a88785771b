"""Media columns and the months in which they had an issue."""
