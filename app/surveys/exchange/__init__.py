"""Returns as files: what their columns are, written in every format from one table, and read back."""
