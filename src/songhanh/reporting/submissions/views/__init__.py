"""Pages of submissions: reading them, preparing one's own, deciding about those of the branch."""
