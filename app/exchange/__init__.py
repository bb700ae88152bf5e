"""Exchange: what was coded goes to other tools and comes from them, as files; decisions stay with people."""
