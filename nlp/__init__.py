"""Text in, suggestions out: segments, themes, stance, severity in Korean and English; no Flask, no SQL."""

from nlp.lexicon.versions import analyser_version

__all__ = ["analyser_version"]
