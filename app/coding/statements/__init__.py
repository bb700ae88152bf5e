"""The ground of coding: what a statement is, where it stands, who said it, what was judged of it."""
