"""The machine's suggestions: made, stored, compared between analyses, and their reasons."""
