"""Proposals: what firms ask for, made of their statements, followed up, told at the next meeting; minutes."""
