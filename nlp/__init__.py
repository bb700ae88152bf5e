"""Text in, suggestions out: segments, themes, stance and severity for Korean and English. No Flask, no SQL."""

from nlp.versions import analyser_version

__all__ = ["analyser_version"]
