"""Quick entry and the outbox."""
