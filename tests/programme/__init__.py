"""Plans: from the file to what the other wings work with."""
