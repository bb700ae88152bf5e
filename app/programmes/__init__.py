"""Programmes of support: their register, whom they fit and why, what was offered, and what became of it."""
