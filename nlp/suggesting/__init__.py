"""Lexicon and learned models together: which themes and stance are proposed, and why to the last digit."""
