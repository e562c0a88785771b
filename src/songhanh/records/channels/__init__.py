"""Channels, and whom they reach month by month."""
