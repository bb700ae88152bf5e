"""The base's model card: what it was learned from, and how right it is on statements whose authors it had not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy
import sklearn

from nlp.base import marked
from nlp.base.grading import PERHAPS, SURE, Grades
from nlp.base.heads import KIND, SEVERITY, STANCE, THEME, VARIANTS, VECTORS
from nlp.base.training import KINDS, STANCES, Material, Trained
from nlp.learning.calibration import sigmoid
from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.versions import analyser_version
from nlp.reading.language import language_of
from nlp.vectors.encoding import version_here

LABELLED_BY = {
    "ko": [
        "사람이 지휘한 언어 모델이 여러 번 따로, 규칙만 보고 부호를 붙였습니다.",
        "806개는 둘이 서로 보지 않고 붙였고, 갈린 것은 셋째가 정했습니다.",
    ],
    "en": [
        "Several sessions of a language model under human direction, each with the rules alone. 806 statements were "
        "labelled by two who did not see each other's labels; a third settled disputes."
    ],
}
IS_NOT = {
    "ko": [
        "실제 기업의 말에서 배우지 않았습니다. 모든 문장은 지은 것입니다.",
        "여기 수치는 배우지 않은 저자의 글에서 잰 것입니다. 실제 회의록과 청원에서는 다릅니다(bench/README.md).",
        "제안일 뿐입니다. 사람이 판단하기 전에는 부호가 아니며 평가에 들지 않습니다.",
    ],
    "en": [
        "It has not learned from real firms: every statement is invented.",
        "The figures are of authors it has not seen; on real minutes and petitions they differ (bench/README.md).",
        "A suggestion is no coding: nothing counts before a person has decided.",
    ],
}


def card(own: Material, trained: Trained, corpus: Path, lexicon: Lexicon) -> dict[str, Any]:
    """As plain values; every figure is of held-out authors of the training part."""
    shares = sigmoid(trained.unseen[VECTORS, THEME], 1.0, 0.0)
    true = np.array([[theme in m.themes for theme in own.themes] for m in own.marked])
    languages = np.array([language_of(m.said.text) for m in own.marked])
    return {
        "corpus": {
            "statements": len(own.marked),
            "kept": len(marked.read(corpus, part=marked.KEPT)),
            "phrases": len(own.phrases),
            "languages": dict(sorted(Counter(languages.tolist()).items())),
            "authors": len(set(own.authors)),
            "licence": "CC-BY-4.0",
        },
        "labelled_by": LABELLED_BY,
        "grades": {grade: _precision(own, trained, shares, languages, grade) for grade in (SURE, PERHAPS)},
        "themes": {theme: _figures(shares[:, n] >= Grades().perhaps, true[:, n]) for n, theme in enumerate(own.themes)},
        "variants": {variant: _variant(own, trained, true, variant) for variant in VARIANTS},
        "versions": {
            "lexicon": lexicon.version,
            "analyser": analyser_version(),
            "encoder": version_here(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "is_not": IS_NOT,
    }


def _figures(found: np.ndarray, true: np.ndarray) -> dict[str, float | int]:
    hits = int((found & true).sum())
    return {
        "statements": int(true.sum()),
        "precision": _share(hits, int(found.sum())),
        "recall": _share(hits, int(true.sum())),
    }


def _precision(
    own: Material, trained: Trained, shares: np.ndarray, languages: np.ndarray, grade: str
) -> dict[str, float]:
    """Of the suggestions of a grade the share that are right in theme and stance, by language."""
    grades, asked = Grades(), dict(zip(trained.asked, trained.unseen[VECTORS, STANCE].argmax(axis=1), strict=True))
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for n, t in zip(*np.nonzero(shares >= grades.perhaps), strict=True):
        if grades.of(float(shares[n, t])) != grade:
            continue
        language, theme = str(languages[n]), own.themes[t]
        every[language] += 1
        said = own.marked[n].themes.get(theme)
        right[language] += said is not None and STANCES[int(asked[int(n), theme])] == said[0]
    return {language: _share(right[language], count) for language, count in sorted(every.items())}


def _variant(own: Material, trained: Trained, true: np.ndarray, variant: str) -> dict[str, float]:
    """Themes at the lower threshold, and the share of stances, kinds and severities told right."""
    found = sigmoid(trained.unseen[variant, THEME], 1.0, 0.0) >= Grades().perhaps
    said = [own.marked[n].themes[theme] for n, theme in trained.asked]
    stances = [STANCES[int(n)] for n in trained.unseen[variant, STANCE].argmax(axis=1)]
    kinds = [KINDS[int(n)] for n in trained.unseen[variant, KIND].argmax(axis=1)]
    steps = (np.cumsum(trained.unseen[variant, SEVERITY], axis=1) >= 0.5).argmax(axis=1) + 1
    severities = np.array([severity for _, severity in said if severity is not None])
    hits = int((found & true).sum())
    return {
        "theme_precision": _share(hits, int(found.sum())),
        "theme_recall": _share(hits, int(true.sum())),
        "stance": _equal(stances, [stance for stance, _ in said]),
        "kind": _equal(kinds, [m.kind for m in own.marked]),
        "severity": round(float((steps == severities).mean()), 4),
        "severity_within_one": round(float((abs(steps - severities) <= 1).mean()), 4),
    }


def _equal(found: Sequence[str], true: Sequence[str]) -> float:
    return _share(sum(a == b for a, b in zip(found, true, strict=True)), len(true))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
