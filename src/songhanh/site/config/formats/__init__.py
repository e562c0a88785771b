"""How dates and numbers look on screens, per language."""
