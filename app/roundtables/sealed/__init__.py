"""The sealed side of a transcript: what is replaced, raw text and key, keeping and destroying."""
