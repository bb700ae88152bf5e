"""Evaluating a round: gather what is known on a day, compute, write every step down."""
