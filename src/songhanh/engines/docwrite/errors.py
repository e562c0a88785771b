"""What can go wrong with an official document.

DocumentError
├── IncompleteDocument    the facts do not suffice to write one
└── UnreadableDocument    a file is not a Word document that can be judged
"""


class DocumentError(Exception):
    """Carries one plain Vietnamese sentence and a code for the help desk."""

    def __init__(self, message: str, code: str) -> None:
        """Keep the sentence for the person and the code for the help desk apart."""
        super().__init__(f"{message} ({code})")
        self.message = message
        self.code = code


class IncompleteDocument(DocumentError):  # noqa: N818 - reads as what it says of the facts
    """A part that no official document can do without is missing from the facts."""


class UnreadableDocument(DocumentError):  # noqa: N818 - reads as what it says of the file
    """The file is empty, damaged, locked, too large, or no Word document."""
