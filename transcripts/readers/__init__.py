"""One reader a format: plain text, Word, tables here; Hangul, PDF and captions in rooms of their own."""
