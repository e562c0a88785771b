"""Programme: what a plan promises, as records that point at its sentences."""
