"""Steps 5 and 6: the scheme, the merge of numbers and voices, its uncertainty, the levels people decide."""
