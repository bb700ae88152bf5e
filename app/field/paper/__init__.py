"""Paper: forms on paper keyed in twice, compared question by question, and counted only once both say the same."""
