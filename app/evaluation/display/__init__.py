"""The joint display: numbers beside voices in words, the table of areas, the trace down to the row."""
