"""Reading what a round stands on as it was known at a moment: registers, answers, voices, by codes."""
