"""Elements of a plan: what a document says, with its place and its state of review."""
