"""Refusals of the command line itself."""


class WrongUseError(Exception):
    """The command was called in a way that cannot work; the text is one plain sentence. Exit 2."""
