"""What can be a Vietnamese syllable: onset, rhyme and tone.

A word that cannot be one is misspelt or foreign. The rule is phonotactic, so no dictionary is
needed, and a wrong but possible syllable passes: that one needs a phrase around it.
"""

import unicodedata
from functools import lru_cache

from songhanh.engines.vntext.wordlists import listed

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_STOPPED = ("p", "t", "c", "ch")  # a syllable that ends so has the tone sắc or nặng
_ONSETS = sorted(
    listed("b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"),
    key=len,
    reverse=True,
)
_RHYME_LIST = """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in
    inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe
    oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uac uai
    uan uang uat uâc uân uâng uât uây uc ue uê uêch uên uênh uêu ui um un ung uôc uôi uôm uôn uông
    uôt up ut uy uya uych uyên uyêt uyn uynh uyt uyu uơ ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương
    ươp ươt ươu ưt ưu y uach uăc uăm uăn uăng uăt uanh uap uau uay ueo uet uen uit uyp ôông
"""
_RHYMES = frozenset(_RHYME_LIST.split())
_FRONT = frozenset("ieêy")
_BEFORE_FRONT = frozenset({"gh", "ngh", "k"})
_BEFORE_BACK = frozenset({"g", "ng", "c"})
_RHYMES_WITHOUT_ONSET = frozenset({"yêm", "yên", "yêng", "yêt", "yêu", "yêp"})


def without_tone(word: str) -> tuple[str, str]:
    """A word in small letters without its tone mark, and the mark: as many as it has."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = "".join(letter for letter in letters if letter in _TONES)
    kept = "".join(letter for letter in letters if letter not in _TONES)
    return unicodedata.normalize("NFC", kept), tones


def _may_follow(onset: str, rhyme: str) -> bool:
    """Say whether a rhyme can stand behind an onset.

    The last letter of "qu" and "gi" may belong to both: "quyền", "giếng".

    Before i, e, ê, y one writes gh, ngh, k; before other vowels g, ng, c.
    """
    front = rhyme[:1] in _FRONT
    if (onset in _BEFORE_FRONT and not front) or (onset in _BEFORE_BACK and front):
        return False
    if rhyme in _RHYMES:
        return True
    if onset in {"qu", "gi"}:
        return onset[1] + rhyme in _RHYMES
    return not onset and rhyme in _RHYMES_WITHOUT_ONSET


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Say whether a word could be a Vietnamese syllable."""
    letters, tones = without_tone(word)
    if len(tones) > 1 or not letters.isalpha():
        return False
    for onset in (*_ONSETS, ""):
        if not letters.startswith(onset):
            continue
        rhyme = letters[len(onset) :]
        if onset == "gi" and rhyme == "":
            rhyme = "i"
        if not _may_follow(onset, rhyme):
            continue
        stopped = rhyme.endswith(_STOPPED)
        if not stopped or tones in {"\u0301", "\u0323"}:
            return True
    return False
