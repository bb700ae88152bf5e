"""The monthly review of the access record: what was unusual in a month, and that somebody looked."""
