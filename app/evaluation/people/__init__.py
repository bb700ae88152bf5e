"""What people decide: seats, blind votes, visits, the council's decision, the next level state."""
