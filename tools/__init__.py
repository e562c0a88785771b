"""What developers run through ./run."""
