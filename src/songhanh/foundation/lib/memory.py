"""How often a process looks for what nobody holds any more."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (10_000, 20, 20)


def settle() -> None:
    """Let what is loaded by now stand, and look for circles of objects seldom.

    Python looks through everything that lives whenever a page has made some thousand values; a
    table of all communes of the country then spends half its processor time on the site's own
    code, which never goes away. Nearly everything a page makes is freed without looking.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Much is made and no circles among it (rows of an import, modules): nobody looks meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
