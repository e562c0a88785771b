"""Accounts: users and how they sign in. What they may do is the registry's business."""
