"""Codes beneath the themes: their tree and history; moved, merged and split with the codings that stand on them."""
