"""Pages of the duties units carry: the board and its lists, and one duty."""
