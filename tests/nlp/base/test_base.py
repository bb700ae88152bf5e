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


# What is fine, and what is not, in one sentence; invented, and learned from by nobody.
CONTRASTS = [
    ("관세는 문제없지만 인력이 부족합니다.", "tariff_trade", "workforce"),
    ("인력은 괜찮은데 자금이 막혔습니다.", "workforce", "finance"),
    ("Orders are fine but we cannot find welders.", "market", "workforce"),
    ("주문은 넉넉한데 일할 사람이 없습니다.", "market", "workforce"),
    ("자금은 걱정 없지만 원자재값이 너무 올랐습니다.", "finance", "supply_cost"),
    ("전기요금은 견딜 만한데 대출 이자가 부담입니다.", "energy_env", "finance"),
    ("사람은 안 모자란데 일감이 끊겼습니다.", "workforce", "market"),
    ("대출은 문제없이 나오는데 인허가가 반년째 막혀 있습니다.", "finance", "regulation"),
    ("기술은 자신 있지만 판로가 없습니다.", "rnd", "market"),
    ("규제는 별문제 없는데 주차장이 모자랍니다.", "regulation", "location"),
    ("수출은 잘되고 있지만 용접공을 못 구합니다.", "market", "workforce"),
    ("임대료는 괜찮은데 손님이 줄었습니다.", "location", "market"),
    ("인건비는 감당이 되는데 전기료가 너무 올랐습니다.", "workforce", "energy_env"),
    ("관세 영향은 없는데 운임이 두 배가 됐습니다.", "tariff_trade", "supply_cost"),
    ("Financing is no problem, but the permits take a year.", "finance", "regulation"),
    ("Staff are easy to find but rents have doubled.", "workforce", "location"),
    ("Tariffs do not touch us, yet steel has become too expensive.", "tariff_trade", "supply_cost"),
    ("Power is cheap enough, but the bank will not lend.", "energy_env", "finance"),
    ("We have enough people; what we lack is orders.", "workforce", "market"),
    ("Materials arrive on time but customers pay late.", "supply_cost", "fair_trade"),
]


def test_of_two_themes_in_two_clauses_what_is_wrong_is_found_and_some_of_what_is_fine(base: Base) -> None:
    """Of 20 complaints 19 (words) and 18 (vectors) are needs; of what is fine 11 and 9 are heard as such."""
    heard = base.hear([Said(text, role="firm") for text, *_ in CONTRASTS])
    asked = [(n, theme) for n, (_, *themes) in enumerate(CONTRASTS) for theme in themes]
    stances = [manner.stance for manner in base.judge(heard, asked)[0]]
    assert stances[1::2].count("need") >= 18
    assert sum(stance in ("none", "resolved") for stance in stances[::2]) >= 9


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
