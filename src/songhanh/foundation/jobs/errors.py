"""What goes wrong between workers."""


class LeaseLostError(Exception):
    """A worker was away so long that another one took its job over: its own run must not stand."""
