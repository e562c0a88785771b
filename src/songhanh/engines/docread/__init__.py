"""Documents to blocks of text with positions: .docx, .pdf, .txt, .md.

>>> from songhanh.engines.docread import read_document
>>> read_document("I. MỤC TIÊU\\n".encode(), "ke-hoach.txt").blocks[0].text
'I. MỤC TIÊU'
"""

from songhanh.engines.docread.document import Block, SourceDocument, Style, UnreadableDocument
from songhanh.engines.docread.pdf import Progress
from songhanh.engines.docread.reading import read_document

__all__ = ["Block", "Progress", "SourceDocument", "Style", "UnreadableDocument", "read_document"]
