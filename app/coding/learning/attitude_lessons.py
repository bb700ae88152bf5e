"""Stance and kind of statement learned from the codings that stand, each beside the rules.

It loads the analysers: import it inside a job.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlite_utils import Database

from app.coding.learning import model_store
from app.coding.learning.decisions import Labels, majority
from app.coding.learning.keeping import Fitted
from app.coding.learning.model_files import pack
from app.coding.learning.model_store import ThemeRow
from app.coding.learning.proof import ACCEPTED, ON_BASE, known_labels
from nlp.learning.learning import LearningError
from nlp.learning.office import Prior, base_of
from nlp.learning.stance_learning import Stanced, StanceModel, StanceReader, fit_stances, told_before
from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.tagging import Tagger

KINDS = ("stance", "statement")


def learn_attitudes(
    db: Database, lexicon: Lexicon, priors: Mapping[str, Prior] | None = None
) -> dict[str, Fitted | None]:
    """A fitted model of each kind; None where there is too little of it to learn from.

    `priors` are base models by kind; what they know is learned on top of them.
    """
    tagger, found = Tagger(lexicon), {}
    for kind in KINDS:
        said = majority(model_store.coders_labels(db, kind))
        found[kind] = _fitted(said, StanceReader(tagger, kind), (priors or {}).get(kind))
    return found


def _fitted(said: Labels, reader: StanceReader, prior: Prior | None) -> Fitted | None:
    rows = [Stanced(each.text, each.theme, each.label) for each in said.labelled]
    try:
        model = fit_stances(rows, reader, prior=prior)
    except LearningError:
        return None  # too few of anything: the rules go on speaking
    version, files = pack(model)
    learned = model.model.card
    card = {
        "learned": learned.as_json(),
        "coders": said.coders,
        "ties": said.ties,
        "themes": {},
        "unlearned": {},
        "base": base_of(model.model),
        "comparison": asdict(model.comparison),
    }
    return Fitted(reader.kind, version, files, learned, card, _by_label(model, rows, reader))


def _by_label(model: StanceModel, rows: Sequence[Stanced], reader: StanceReader) -> list[ThemeRow]:
    """How model and rules tell each label, and which labels the model may propose."""
    beats_rules = model.comparison.model_accuracy > model.comparison.rules_accuracy
    fewest = ON_BASE if base_of(model.model) else ACCEPTED
    known = known_labels(model.comparison.labels, beats_rules=beats_rules, fewest=fewest)
    lines = {line.theme: line for line in model.model.card.held_out if line.language == "*"}
    before = told_before([reader.key(row) for row in rows], reader, model.prior)
    rules = list(zip(before, (row.label for row in rows), strict=True))
    return [
        ThemeRow(
            label,
            lines[label].accepted,
            lines[label].rejected,
            lines[label].f1,
            _f1(rules, label),
            lines[label].calibration_error,
            label in known,
        )
        for label in model.labels
    ]


def _f1(pairs: Sequence[tuple[str, str]], label: str) -> float:
    hits = sum(said == true == label for said, true in pairs)
    every = sum((said == label) + (true == label) for said, true in pairs)
    return 2.0 * hits / every if every else 0.0
