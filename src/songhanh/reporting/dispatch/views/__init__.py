"""Pages of documents on their way: the archive, one document, what the own unit received."""
