"""Results: what the records amount to, worked out whenever asked."""
