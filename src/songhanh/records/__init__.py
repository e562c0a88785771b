"""Records: what happened, entered once, with its proof."""
