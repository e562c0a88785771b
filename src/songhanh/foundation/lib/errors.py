"""The family of refusals.

RefusedError            a request cannot be carried out; its text is a sentence for people
├── ConflictError       somebody else changed the same thing in between
└── UnfitEvidenceError  a file that cannot be kept as evidence
"""


class RefusedError(Exception):
    """What was asked cannot be done. ``message`` is one whole Vietnamese sentence for people.

    Pages answer 400 with the sentence, the command line prints it and exits 2. Nothing is stored.
    """

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class ConflictError(RefusedError):
    """Two people changed the same thing; the later one is told, with 409, and loses nothing."""


class UnfitEvidenceError(RefusedError):
    """The file cannot be kept as evidence; the sentence says why and what would do."""
