"""Documents on their way: number and day of the registry, recipients, marks of receipt, archive."""
