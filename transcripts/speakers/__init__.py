"""Who speaks: labels in a text, words that name a person or a role, asides that name nobody."""
