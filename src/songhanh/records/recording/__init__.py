"""What all kinds of record share: standing, evidence, posting to the ledger."""
