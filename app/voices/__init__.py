"""Statements as grounds of what is decided: shown as far as a reader may have them, and attached to things."""
