"""The one-page overview of a plan as Word and PDF, written in the background."""
