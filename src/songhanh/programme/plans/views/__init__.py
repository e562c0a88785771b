"""Pages of plans. A view calls one query or one action."""
