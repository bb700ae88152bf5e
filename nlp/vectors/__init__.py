"""Statements as vectors: encoded by a small bundled model where it runs, and the nearest found among many."""
