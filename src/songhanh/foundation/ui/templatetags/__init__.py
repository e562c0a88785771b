"""Template tags: `{% load ui %}` brings every component."""
