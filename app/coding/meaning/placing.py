"""Where statements lie by meaning: their places in the learned space, made once in the worker and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sqlite_utils import Database

from app.codebook import store as codebook_store
from app.codebook.publishing import lexicon_of
from app.coding.meaning import vector_store
from app.coding.meaning.vectoring import BATCH, STORED, remember_vectors
from app.coding.statements.said_store import said_of
from app.coding.statements.segmenting import silent
from app.coding.statements.wording import remember_words
from app.db import rows, writing
from app.jobs import Report
from nlp.base.fingerprint import place_version
from nlp.base.grading import Grades
from nlp.learning.calibration import sigmoid
from nlp.lexicon.lexicon import Lexicon
from nlp.reading.said import Said
from nlp.vectors import encoding, remembering

if TYPE_CHECKING:
    from nlp.base.base import Heard

# Statements to rows of length 1.
Place = Callable[[Sequence[Said]], np.ndarray]

# A sentence to the stance it takes on each theme it speaks of; a word or two take none.
Lean = Callable[[Said], dict[str, str]]
# From this share on a query takes a stance. Measured on 13 queries: bare words stay below or are undecided.
OUTSPOKEN = 0.5
# Seconds a page waits for what reads a query before it says that it is waiting. Chosen: nobody notices less.
PATIENCE = 0.5


class Asking(NamedTuple):
    """What reads a query: where it lies, and what stance it takes."""

    place: Place
    lean: Lean


_kept: dict[str, Asking] = {}
_loading = Lock()
_thread: Thread | None = None


def remember_places(db: Database, round_id: str, report: Report = silent) -> int:
    """Store the place of every segment of the round that has none of this base; how many there were.

    Batches, repeating and older ones are as with vectors. Nothing is done where there is no codebook or no encoder.
    """
    version = place_version()
    total = vector_store.count_without(db, round_id, version) if version else 0
    place = placer(db) if total else None
    if place is None:
        return 0
    done = last = 0
    while batch := vector_store.segments_without(db, round_id, version, after=last, limit=BATCH):
        said = said_of(db, [s["id"] for s in batch])
        recall(db, said)
        made = place(list(said.values()))
        with writing(db):
            insert_places(db, round_id, said, made)
        done, last = done + len(batch), batch[-1]["at"]
        report(done, total, "vectors")
    with writing(db):
        vector_store.delete_older(db, round_id, [encoding.version_here(), version])
    return done


def read(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job "words" of several rounds: words, vectors and places of what nobody has read yet."""
    words = sum(remember_words(db, round_id, report) for round_id in args["rounds"])
    return {"read": words, "vectors": sum(_remember(db, round_id, report) for round_id in args["rounds"])}


def catch_up(db: Database) -> int:
    """Daily: make what is missing in any round, as after an update that brought another encoder or base."""
    return sum(_remember(db, r["id"], silent) for r in rows(db, "select id from round order by starts_on desc"))


def _remember(db: Database, round_id: str, report: Report) -> int:
    vectors = remember_vectors(db, round_id, report)
    remember_places(db, round_id, report)
    return vectors


def places_of(heard: Heard) -> np.ndarray:
    """Where statements lie that the base has read; no rows where it read them without vectors."""
    from nlp.base.shipped import placed

    return placed().space.place(heard) if heard.vectors.shape[1] else np.empty((0, 0), dtype=np.float32)


def insert_places(db: Database, round_id: str, segment_ids: Iterable[str], places: np.ndarray) -> None:
    """Write places by segment, where there are any; one that is stored already stays as it is."""
    made = zip(segment_ids, places.astype(STORED), strict=True) if len(places) else ()
    vector_store.insert_vectors(db, round_id, place_version(), ((each, row.tobytes()) for each, row in made))


def recall(db: Database, said: Mapping[str, Said]) -> None:
    """Tell the encoder's memory the vectors that are stored, by segment: the base asks for the same texts again."""
    from nlp.base.inputs import quiet

    memory = remembering.encode()
    if memory is None:
        return
    stored = vector_store.vectors_of(db, list(said), encoding.version_here())
    # Captions in capitals are read in small letters by the base, and as they are by the encoder.
    plain = {said[each].text: vector for each, vector in stored.items() if quiet(said[each].text) == said[each].text}
    memory.told({text: np.frombuffer(vector, dtype=STORED) for text, vector in plain.items()})


def placer(db: Database) -> Place | None:
    """What places statements, with the newest codebook's words; None where there is no codebook or no encoder."""
    book = codebook_store.newest(db)
    return _placer(lexicon_of(db, book["id"])) if book and remembering.encode() else None


def _placer(lexicon: Lexicon) -> Place:
    """Loads base and analyser: three seconds of a core, and 600 MiB."""
    from nlp.base.shipped import base_of

    base = base_of(lexicon, vectors=True)
    return lambda said: places_of(base.hear(said))


def asking(db: Database) -> Asking | None:
    """What reads the queries of a process that searches: loaded at its first one, and again for a new codebook."""
    book = codebook_store.newest(db)
    if book is None or remembering.encode() is None:
        return None
    return _kept.get(book["lexicon_version"]) or _keep(lexicon_of(db, book["id"]))


def warm(db: Database) -> Thread | None:
    """Load in a thread what a query will need, unless it is there; the thread that does, or did."""
    global _thread
    book = codebook_store.newest(db)
    if book is None or remembering.encode() is None or book["lexicon_version"] in _kept:
        return None
    if _thread is None or not _thread.is_alive():
        _thread = Thread(target=_keep, args=[lexicon_of(db, book["id"])], daemon=True)
        _thread.start()
    return _thread


def ready(db: Database) -> bool:
    """Whether a query can be read without a wait to speak of; where not, it is being loaded.

    Where loading has come to nothing the answer is yes: the query itself will meet what is wrong and say so.
    """
    loading = warm(db)
    if loading is None:
        return True
    loading.join(PATIENCE)
    return not loading.is_alive()


def _keep(lexicon: Lexicon) -> Asking:
    with _loading:
        if lexicon.version not in _kept:
            found = Asking(_placer(lexicon), _leaner(lexicon))
            _kept.clear()
            _kept[lexicon.version] = found
        return _kept[lexicon.version]


def _leaner(lexicon: Lexicon) -> Lean:
    from nlp.base.shipped import base_of

    base = base_of(lexicon, vectors=True)

    def lean(said: Said) -> dict[str, str]:
        heard = base.hear([said])
        themes = [base.themes[n] for n in np.flatnonzero(sigmoid(heard.odds[0], 1.0, 0.0) >= Grades().perhaps)]
        manners, _kinds = base.judge(heard, [(0, theme) for theme in themes])
        return {t: m.stance for t, m in zip(themes, manners, strict=True) if m.share >= OUTSPOKEN}

    return lean
