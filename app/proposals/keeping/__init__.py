"""Proposals as they are kept: made of statements, joined and split, answered; found and listed."""
