"""Backup and restore: everything, history and files included, from either database into either.

A backup is a .zip: ``manifest.json``, ``tables/<table>.jsonl`` (one row a line, values by field),
and ``files/…`` as they lie in the installation's folder of files.
"""
