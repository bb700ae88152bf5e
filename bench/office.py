"""What twenty decisions on one theme do to its held-out F1 in simulated offices: `python bench/office.py --offices 100`.

The base is the one that ships, without vectors: its themes trained as `python -m nlp.base` trains them, each statement
judged by a fold that has not seen its author; yes is what it would suggest. An office is some of the authors, with a
rule of its own: statements of one theme with certain words belong to another theme, or to none (SHIFTS). Its expert goes
through statements in an order by chance: what the base suggests is decided, of what it misses every second is added,
until there are twenty decisions. Judged on all other statements of the office: base alone, and base with the update
where the gate lets it speak.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import numpy as np  # noqa: E402

from app.coding.learning.proof import Case, prove  # noqa: E402
from nlp.base import marked, training  # noqa: E402
from nlp.base.grading import Grades  # noqa: E402
from nlp.base.heads import BARE, THEME  # noqa: E402
from nlp.base.inputs import DIMS, Meaning  # noqa: E402
from nlp.base.marked import Marked  # noqa: E402
from nlp.base.reading import StatementReader  # noqa: E402
from nlp.base.shipped import version  # noqa: E402
from nlp.base.training import FEWEST as RARE  # noqa: E402
from nlp.base.training import Material  # noqa: E402
from nlp.learning.calibration import sigmoid  # noqa: E402
from nlp.learning.features import Reader, Reading, vocabulary  # noqa: E402
from nlp.learning.learned import Explanation  # noqa: E402
from nlp.learning.learning import Decision, fit_and_prove  # noqa: E402
from nlp.learning.modelcard import f1  # noqa: E402
from nlp.learning.office import OnBase  # noqa: E402
from nlp.lexicon.lexicon import Lexicon  # noqa: E402
from nlp.reading.said import Said  # noqa: E402

DECISIONS, ADDED = 20, 0.5
# From this log odds on the base suggests.
YES = float(np.log(Grades().perhaps / (1 - Grades().perhaps)))
# A shift must concern such a share of the theme's statements, and so many statements of the theme must be there.
SHARE, FEWEST = 0.2, 15
# From theme, to theme ('' none), words: rules of offices, after what the codebook excludes.
SHIFTS = (
    ("location", "finance", "임대료|월세|임차|rent"),
    ("location", "", "주차|parking"),
    ("location", "policy_support", "도로|버스|교통|road|bus"),
    ("workforce", "regulation", "최저임금|52시간|근로시간|주휴|minimum wage|overtime"),
    ("workforce", "regulation", "외국인|비자|쿼터|visa|foreign"),
    ("workforce", "finance", "인건비|급여|월급|labor cost|wage"),
    ("finance", "policy_support", "보증|guarantee"),
    ("finance", "fair_trade", "부도|월급|급여|미수"),
    ("fair_trade", "market", "수수료|배달|플랫폼|commission|platform"),
    ("fair_trade", "finance", "폐업|문 닫|문을 닫|close"),
    ("fair_trade", "supply_cost", "단가|납품가|price"),
    ("market", "tariff_trade", "수출|바이어|해외|export|overseas"),
    ("market", "fair_trade", "온라인|마트|online"),
    ("market", "", "손님|관광|tourist|customer"),
    ("regulation", "policy_support", "인증|서류|certif|paper"),
    ("regulation", "", "단속|점검|과태료|inspect|fine"),
    ("policy_support", "", "신청|서류|공고|appl"),
    ("supply_cost", "market", "물류|운임|택배|freight|shipping"),
    ("energy_env", "supply_cost", "전기|가스|electric|power"),
    ("energy_env", "regulation", "폐수|배출|환경|먼지|waste|emission"),
)


@dataclass(frozen=True)
class Known:
    """A base's log odds, known beforehand."""

    version: str
    themes: tuple[str, ...]
    odds: dict[str, np.ndarray]

    def values(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([self.odds[text] for text in texts])

    def explain(self, text: str, theme: str) -> Explanation:
        value = float(self.odds[text][self.themes.index(theme)])
        return Explanation(theme, value, value, float(sigmoid(np.array(value), 1.0, 0.0)), (), ())


@dataclass(frozen=True)
class Part:
    """The corpus, and what the base says of each statement that had not seen its author."""

    rows: list[Marked]
    base: Known


@dataclass(frozen=True)
class Office:
    theme: str
    rows: list[Marked]
    true: np.ndarray
    decided: np.ndarray
    part: Part


class Kept:
    """Reads each text once."""

    def __init__(self) -> None:
        codebook = (ROOT / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8")
        self._reader = Reader(Lexicon.from_dict(json.loads(codebook)))
        self.lexicon, self._readings = self._reader.lexicon, dict[str, Reading]()

    def __call__(self, text: str) -> Reading:
        if text not in self._readings:
            self._readings[text] = self._reader(text)
        return self._readings[text]


def shipped(lexicon: Lexicon) -> Part:
    """The training part of the corpus and the base's log odds of it."""
    rows, phrases = marked.read(ROOT / "corpus"), marked.phrases(ROOT / "corpus")
    reader = StatementReader(lexicon)
    reads, spoken = (
        [reader(said) for said in each] for each in ([r.said for r in rows], [_spoken(p) for p in phrases])
    )
    themes = tuple(sorted({p.theme for p in phrases if p.theme != "none"}))
    own = Material(
        rows, phrases, themes, reads, spoken, lambda texts: np.zeros((len(texts), DIMS)), Meaning(np.zeros(DIMS), 1.0)
    )
    words = vocabulary([*(r.about for r in reads), *(r.about for r in spoken)], fewest=RARE)
    _head, odds = training.theme_heads(own, words, BARE)[THEME]
    print(f"{len(rows):,} statements judged by folds that had not seen their authors", file=sys.stderr, flush=True)
    return Part(rows, Known(version(), themes, dict(zip([r.said.text for r in rows], odds, strict=True))))


def _spoken(phrase: marked.Phrase) -> Said:
    return Said(phrase.text, phrase.language)


def office(part: Part, seed: int) -> Office:
    """The first draw in which the shift matters and twenty decisions can be had."""
    draw = np.random.default_rng(seed)
    while True:
        authors = sorted({row.author for row in part.rows})
        mine = set(draw.permutation(authors)[: draw.integers(3, 11)].tolist())
        rows = list({row.said.text: row for row in part.rows if row.author in mine}.values())
        old, new, words = SHIFTS[draw.integers(len(SHIFTS))]
        theme = old if not new or draw.random() < 0.5 else new
        moved = np.array([old in r.themes and bool(re.search(words, r.said.text)) for r in rows])
        before = np.array([theme in r.themes for r in rows])
        true = (before & ~moved) if theme == old else (before | moved)
        odds = part.base.values([r.said.text for r in rows])[:, part.base.themes.index(theme)]
        suggested = odds > YES
        seen = np.flatnonzero(suggested | (true & (draw.random(len(rows)) < ADDED)))
        decided = draw.permutation(seen)[:DECISIONS]
        sides = true[decided].sum()
        enough = true.sum() >= FEWEST and moved.sum() >= SHARE * max(true.sum(), before.sum())
        if enough and len(decided) == DECISIONS and 2 <= sides <= DECISIONS - 2:
            return Office(theme, rows, true, decided, part)


def judged(own: Office, kept: Kept) -> tuple[float, float, bool]:
    """Held-out F1 of the base, of base and update behind the gate, and whether the update was let through."""
    texts, base = [row.said.text for row in own.rows], own.part.base
    left = np.setdiff1d(np.arange(len(texts)), own.decided)
    said = [Decision(texts[n], own.theme, bool(own.true[n])) for n in own.decided]
    proved = fit_and_prove(said, kept, background=[texts[n] for n in left], prior=base)
    true = proved.table.marks[:, 0] > 0
    proof = prove(
        [
            Case(bool(yes), float(p), False, float(sigmoid(b, 1.0, 0.0)))
            for yes, p, b in zip(true, proved.held_out[:, 0], proved.base[:, 0], strict=True)
        ]
    )
    unseen, model = [texts[n] for n in left], OnBase(proved.model, base)
    before = model.offsets(unseen)[:, 0]
    after = model.decisions(unseen, [kept(text) for text in unseen])[:, 0]
    old, new = (f1(odds > YES, own.true[left]) for odds in (before, after))
    return old, new if proof.shown else old, proof.shown


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--offices", type=int, default=100)
    args = ask.parse_args()
    kept = Kept()
    part = shipped(kept.lexicon)
    found = np.array([judged(office(part, seed), kept) for seed in range(args.offices)])
    told(found[:, 0], found[:, 1], found[:, 2] > 0)


def told(old: np.ndarray, new: np.ndarray, used: np.ndarray) -> None:
    gain = new - old
    print("| offices | update used | F1 before | F1 after | no worse | better | worst | best |\n|" + " ---: |" * 8)
    for name, own in (("all", np.ones(len(old), dtype=bool)), ("used", used)):
        if own.any():
            cells = [
                f"{name}: {own.sum()}",
                f"{used[own].mean():.0%}",
                f"{old[own].mean():.3f}",
                f"{new[own].mean():.3f}",
            ]
            cells += [f"{(gain[own] >= 0).mean():.0%}", f"{(gain[own] > 0).mean():.0%}"]
            print("| " + " | ".join([*cells, f"{gain[own].min():+.3f}", f"{gain[own].max():+.3f}"]) + " |")
    print("target: no worse 95 %, better 60 %")


if __name__ == "__main__":
    main()
