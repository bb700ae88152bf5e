"""Regional key industries: the list of a cycle, what the selection committee decided of each, and on which grounds."""
