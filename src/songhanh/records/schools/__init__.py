"""Schools and what they do about gender equality: lessons, monthly activities, flag salutes."""
