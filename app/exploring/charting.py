"""The chart of two groups' words: bars to the right for the first, to the left for the second."""

from __future__ import annotations

from flask_babel import gettext as _

from app.charts import charts
from app.charts.charts import Bar, Chart, Reference
from app.exploring.comparing import count_told
from app.words.formats import number
from app.words.labels import label
from nlp.exploring.keyness import CLEAR, KeyWord

EACH = 10


def two_sided(words: list[KeyWord], names: tuple[str, str]) -> Chart:
    """The ten words most typical of either group by z; pale where chance alone may have done it."""
    a = [word for word in words if word.z > 0][:EACH]
    b = [word for word in words if word.z < 0][-EACH:]
    entries = [Bar(_name(w, [*a, *b]), w.z, text=_text(w), tone="" if abs(w.z) >= CLEAR else "soft") for w in [*a, *b]]
    most = max((abs(w.z) for w in [*a, *b]), default=1.0)
    return charts.bars(
        entries,
        title=_("두 묶음에서 두드러진 말"),
        description=_(
            "오른쪽은 %(a)s, 왼쪽은 %(b)s에서 더 자주 나온 낱말입니다. 막대가 길수록 차이가 뚜렷합니다.",
            a=names[0],
            b=names[1],
        ),
        unit="z",
        references=(Reference(0, ""),),
        domain=(-most * 1.1, most * 1.25),
    )


def _name(word: KeyWord, shown: list[KeyWord]) -> str:
    """The lemma; with its part of speech where two words are written alike."""
    twice = sum(other.lemma == word.lemma for other in shown) > 1
    return f"{word.lemma}({label(word.tag, 'word_tag')})" if twice else word.lemma


def _text(word: KeyWord) -> str:
    told = (count_told(word.count_a, word.respondents_a), count_told(word.count_b, word.respondents_b))
    return f"{number(word.z, 1, sign=True)} ({number(told[0])} : {number(told[1])})"
