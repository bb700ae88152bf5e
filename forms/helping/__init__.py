"""What follows from a level: proposals and their answers, programmes, plans, industries, clusters."""
