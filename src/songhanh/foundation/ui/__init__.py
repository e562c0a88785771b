"""UI: the components every page is made of, the design tokens, the gallery."""
