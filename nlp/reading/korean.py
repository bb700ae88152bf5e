"""Korean by Kiwi: one morphological pass gives tokens, tags and lemmas; `ends` says where statements end."""

from __future__ import annotations

import functools
import threading
from operator import add, attrgetter

from kiwipiepy import Kiwi

from nlp.reading import ends
from nlp.reading.tokens import Tokens

_LOCK = threading.Lock()
_READ = attrgetter("start", "len", "form", "lemma", "tag")
_WARM_UP = "부산 지역 기업의 목소리를 듣습니다. 인력을 구하기가 어렵습니다."


@functools.cache
def _load() -> Kiwi:
    # One worker: the calls here are single texts, and the host decides how many processes share the machine.
    kiwi = Kiwi(num_workers=1)
    kiwi.tokenize(_WARM_UP)  # the first call builds tables for seconds; no reader should wait for it
    return kiwi


def kiwi() -> Kiwi:
    """The process's one Kiwi, loaded and warmed at the first call (about 0.5 GB; fork workers after it)."""
    with _LOCK:
        return _load()


def analyse(text: str) -> Tokens:
    """Morphemes of `text` in one pass of Kiwi, and the statements they make."""
    read = list(zip(*map(_READ, kiwi().tokenize(text)), strict=True))
    if not read:
        return Tokens(text, [], [], [], [], [], [])
    starts, lengths, forms, lemmas, tags = map(list, read)
    found = Tokens(text, starts, list(map(add, starts, lengths)), forms, lemmas, tags, [])
    found.sentences.extend(ends.sentences(found))
    return found
