"""Questions to the corpus: what was said under which codes, of whom and when; in tables, together, over time; saved."""
