"""Charts of exploring: two groups' words side by side, and what each roundtable was the first to bring."""

from __future__ import annotations

from flask_babel import gettext as _

from app.charts import charts
from app.charts.charts import Bar, Chart, Reference
from app.coding.themes.saturating import Saturation
from app.exploring.comparing import count_told
from app.words.formats import day, number
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


def brought(found: Saturation) -> Chart:
    """What each roundtable was the first to bring, in the order of their days."""
    kinds = [(_("새 주제·지역"), found.pairs.new)]
    if found.things is not None:
        kinds.append((_("새 내용"), found.things.new))
    entries = [
        Bar(f"{n}. {day(held['held_on'])}", float(new[n - 1]), group=kind, text=number(new[n - 1]))
        for n, held in enumerate(found.sittings, start=1)
        for kind, new in kinds
    ]
    return charts.bars(
        entries,
        title=_("간담회마다 새로 나온 것"),
        description=_(
            "날짜 순으로, 앞선 간담회에서 나오지 않았던 것의 수입니다. 막대가 짧아지면 새로 나오는 것이 줄어든 것입니다."
        ),
    )
