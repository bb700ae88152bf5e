"""What is personal in any text a person hands in, an answer, a turn or a memo: found, replaced, sealed."""
