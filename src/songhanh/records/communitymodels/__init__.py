"""Community models and clubs, with their meetings."""
