"""Vietnamese text: normal form, folding, numbers, dates, document numbers, names of bodies."""

from songhanh.engines.vntext.bodies import (
    begins_body,
    body_key,
    is_class_of_bodies,
    names_of_bodies,
    same_body,
    split_bodies,
)
from songhanh.engines.vntext.citations import (
    DocumentNumber,
    find_blank_number,
    find_document_numbers,
)
from songhanh.engines.vntext.dates import PrintedDate, find_dates, format_date, read_date
from songhanh.engines.vntext.forms import (
    bare,
    begins_upper,
    fold,
    is_upper,
    normal,
    one_tone_place,
    same_words,
    words_of,
)
from songhanh.engines.vntext.fuzzy import close_words, distance, find_phrase
from songhanh.engines.vntext.numbers import (
    NumberWords,
    find_number_words,
    format_number,
    read_number,
    read_number_words,
)
from songhanh.engines.vntext.stock import in_use
from songhanh.engines.vntext.syllables import is_syllable
from songhanh.engines.vntext.wordlists import any_of, any_word_of, listed

__all__ = [
    "DocumentNumber",
    "NumberWords",
    "PrintedDate",
    "any_of",
    "any_word_of",
    "bare",
    "begins_body",
    "begins_upper",
    "body_key",
    "close_words",
    "distance",
    "find_blank_number",
    "find_dates",
    "find_document_numbers",
    "find_number_words",
    "find_phrase",
    "fold",
    "format_date",
    "format_number",
    "in_use",
    "is_class_of_bodies",
    "is_syllable",
    "is_upper",
    "listed",
    "names_of_bodies",
    "normal",
    "one_tone_place",
    "read_date",
    "read_number",
    "read_number_words",
    "same_body",
    "same_words",
    "split_bodies",
    "words_of",
]
