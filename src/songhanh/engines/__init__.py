"""Engines: pure Python, no Django, no database, no network, no clock."""
