"""Plans: documents, their reading, review and publication."""
