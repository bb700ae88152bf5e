"""Names the analyser exactly, so that a suggestion can say what made it."""

from __future__ import annotations

import functools
from importlib.metadata import version

from nlp.lexicon.lexicon import Lexicon

PARTS = ("kiwipiepy", "kiwipiepy_model", "spacy", "spacy-lookups-data")

# Raise it with every change of rules that may change a suggestion: matching, stance, severity,
# score, segments.
RULES = 3


@functools.cache
def _parts() -> str:
    return "; ".join(f"{part} {version(part)}" for part in PARTS)


def analyser_version(lexicon: Lexicon | None = None) -> str:
    """Libraries, rules and (if given) lexicon: ``kiwipiepy 0.24.1; ...; rules 1; lexicon 0f3a...``."""
    named = f"{_parts()}; rules {RULES}"
    return f"{named}; lexicon {lexicon.version}" if lexicon else named
