"""Korean words of good and bad by list, each turned round where it is denied."""

from __future__ import annotations

from nlp.cues.cues import NEED, NONE, RESOLVED, Cue
from nlp.cues.cues_ko_lexicon import ABSENT_WELL, BAD, GOOD, RELIEVED
from nlp.reading.tokens import Tokens

_CARRIES = ("NNG", "XR", "MAG", "VV", "VA", "VX")
_WELL = ABSENT_WELL | BAD
# What may stand between a trouble and its denial: "지적 사항 하나 나온 적이 없다".
_HAPPEN = frozenset(
    """
    되 받 하 일 사람 자체 경우 사항 사례 건 나오 나 생기 발생 있 일어나 들어오 당하 겪 보
    """.split()  # noqa: SIM905
)


def spoken(tokens: Tokens, first: int, last: int, besides: tuple[int, int]) -> tuple[str, Cue] | None:
    """What the last word of good or bad in the clause says, outside the mention itself."""
    for n in range(last - 1, first - 1, -1):
        label = _label(tokens.forms[n]) if tokens.tags[n].split("-")[0] in _CARRIES else None
        if label is None or besides[0] <= tokens.starts[n] < besides[1]:
            continue
        if _is_denied(tokens, n, first, last):
            label = NONE if label == NEED else NEED
        return label, _cue(tokens, n)
    return None


def denied(tokens: Tokens, first: int, last: int) -> Cue | None:
    """The word of difficulty that 안, 지 않다 or 없다 denies here, if there is one."""
    for n in range(last - 1, first - 1, -1):
        if tokens.forms[n] in _WELL and _is_denied(tokens, n, first, last):
            return _cue(tokens, n)
    return None


def _label(form: str) -> str | None:
    return NEED if form in BAD else NONE if form in GOOD else RESOLVED if form in RELIEVED else None


def _is_denied(tokens: Tokens, n: int, first: int, last: int) -> bool:
    """Whether 안 stands right before, or 지 않다, 없다 or 아니다 right behind, over particles and adverbs."""
    if n > first and tokens.forms[n - 1] in ("안", "덜") and tokens.tags[n - 1] == "MAG":
        return True
    noun = tokens.tags[n] in ("NNG", "XR")
    # Eight morphemes. Chosen, not measured: farther off it is rather another word that is denied.
    for k in range(n + 1, min(n + 9, last)):
        form, tag = tokens.forms[k], tokens.tags[k].split("-")[0]
        if form in ("수", "밖에", "만", "뿐"):
            return False  # "미룰 수밖에 없다", "피해만 없으면"
        if form in ("않", "없", "없이", "아니") or (noun and form == "안"):
            return True
        if tag[0] == "J" or tag in ("MAG", "XSV", "XSA", "XSN", "NNB", "ETM", "NR", "EP"):
            continue
        if (tag == "EC" and form in ("지", "어", "거나", "고")) or form in _HAPPEN:
            continue
        return False
    return False


def _cue(tokens: Tokens, n: int) -> Cue:
    start, end = tokens.starts[n], tokens.ends[n]
    return Cue(start, end, tokens.text[start:end], "good or bad")
