"""How things read: the Korean word of a stored code, dates and numbers, languages, what is said of files."""
