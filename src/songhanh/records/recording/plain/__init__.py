"""Kinds of record whose content is the columns of their own row: declared, not programmed.

A kind names its fields once; its form, its page, its list, its Excel file, its importer and its
actions follow from the model's own names, choices and help.
"""

from songhanh.records.recording.plain.content import Content, Plain, plain_kind
from songhanh.records.recording.plain.forms import PlainForm, filter_form_of, form_of
from songhanh.records.recording.plain.imports import PlainTable, import_plain
from songhanh.records.recording.plain.pages import plain_pages

__all__ = [
    "Content",
    "Plain",
    "PlainForm",
    "PlainTable",
    "filter_form_of",
    "form_of",
    "import_plain",
    "plain_kind",
    "plain_pages",
]
