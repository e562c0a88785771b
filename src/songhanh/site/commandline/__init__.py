"""The command ``songhanh``: the same actions and queries as the pages (contract: command line)."""
