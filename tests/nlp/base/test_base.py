"""The base models that ship, on plain sentences and on sentences by other hands; and that training repeats itself."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from nlp.base.base import Base
from nlp.base.heads import Heads
from nlp.base.marked import Marked, Phrase
from nlp.base.reading import StatementReader
from nlp.base.shipped import CARD, LEARNED, base_of
from nlp.base.training import material, train
from nlp.lexicon.lexicon import Lexicon
from nlp.reading.said import Said
from nlp.vectors.encoding import missing

BOOK = Path(__file__).parents[3] / "app" / "codebook" / "codebook.json"
LEXICON = Lexicon.from_dict(json.loads(BOOK.read_text(encoding="utf-8")))
VARIANTS = [False, pytest.param(True, marks=pytest.mark.skipif(bool(missing()), reason="no encoder here"))]


@pytest.fixture(scope="module", params=VARIANTS, ids=["words", "vectors"])
def base(request: pytest.FixtureRequest) -> Base:
    return base_of(LEXICON, vectors=request.param)


def test_of_sixty_sentences_nobody_learned_from_hardly_a_need_is_missed(base: Base) -> None:
    """The rules before it missed 10 of the 30 needs; of all 60 they had 43 right (bench/README.md)."""
    rows = list(csv.DictReader((Path(__file__).parent / "stance_end.csv").open(encoding="utf-8")))
    heard = base.hear([Said(r["text"], role="firm") for r in rows])
    manners, _ = base.judge(heard, [(n, r["theme"]) for n, r in enumerate(rows)])
    pairs = [(m.stance, r["stance"]) for m, r in zip(manners, rows, strict=True)]
    assert len(rows) == 60 and sum(said == true for said, true in pairs) >= 36
    assert sum(said != true for said, true in pairs if true == "need") <= 4


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("관세는 문제없지만 인력이 부족합니다.", {"tariff_trade": "none", "workforce": "need"}),
        ("인력은 괜찮은데 자금이 막혔습니다.", {"workforce": "none", "finance": "need"}),
        ("Orders are fine but we cannot find welders.", {"market": "none", "workforce": "need"}),
    ],
)
def test_each_theme_has_the_stance_of_its_own_clause(text: str, stances: dict[str, str]) -> None:
    if missing():
        pytest.skip("no encoder here")
    base = base_of(LEXICON, vectors=True)
    heard = base.hear([Said(text, role="firm")])
    manners, _ = base.judge(heard, [(0, theme) for theme in stances])
    assert dict(zip(stances, [m.stance for m in manners], strict=True)) == stances


def test_it_is_small_and_holds_no_pickle() -> None:
    files = [*LEARNED.iterdir(), CARD]
    assert sum(path.stat().st_size for path in files) < 15_000_000
    for path in files:
        if path.suffix == ".npz":
            with np.load(path, allow_pickle=False) as stored:
                assert all(stored[name].dtype.kind in "fiu" for name in stored.files)


def test_training_gives_the_same_bytes_twice_and_reads_back(tmp_path: Path) -> None:
    kinds = ["difficulty", "request", "proposal", "praise", "fact", "other"]
    stances = ["need", "none", "resolved", "undecided"]
    marked = [
        Marked(
            f"{n}",
            f"a{n % 5}",
            "p",
            "train",
            Said(f"대출 {n}번 이야기 {'가' * (n % 7)}"),
            _themes(n, stances),
            kinds[n % 6],
        )
        for n in range(240)
    ]
    phrases = [
        Phrase("ko", "finance", "은행 문턱"),
        Phrase("ko", "workforce", "이력서 한 장"),
        Phrase("ko", "none", "감사합니다"),
    ]
    for name in ("a", "b"):
        train(material(marked, phrases, StatementReader(LEXICON), _encode)).heads.save(tmp_path / name)
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()
    assert set(Heads.load(tmp_path / "a").vocabularies) == {"about", "manner"}


def _themes(n: int, stances: list[str]) -> dict[str, tuple[str, int | None]]:
    if n % 3 == 0:
        return {}
    stance = stances[n // 2 % 4]
    return {"finance" if n % 3 == 1 else "workforce": (stance, n % 5 + 1 if stance == "need" else None)}


def _encode(texts: list[str]) -> np.ndarray:
    return np.array([np.random.default_rng(len(text)).normal(size=384) for text in texts], dtype=np.float32)
