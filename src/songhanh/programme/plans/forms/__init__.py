"""Forms of plans: outside text becomes domain values."""
