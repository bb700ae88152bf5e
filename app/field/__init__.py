"""The field: what a researcher's laptop does without network, and what it brings back: records, receipts, visits."""
