"""The sealed side of returns: open answers de-identified, what waits to be looked at, withdrawing and destroying."""
