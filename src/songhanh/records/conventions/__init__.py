"""Village conventions: the register, and what happens to them."""
