"""The gender-in-media indicator set: which media body applies it, and how far."""
