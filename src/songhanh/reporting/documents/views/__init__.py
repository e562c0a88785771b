"""Pages of documents: those written, letters being written, signatories, layouts."""
