"""The ledger: measures, append-only entries, the balances they keep, and dated rows for states."""
