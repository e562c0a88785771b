"""Quick entry, also without network: an installable page and an outbox, one record each."""
