"""Pages of what the machine does: its models, why it suggests, two of its readings side by side, how many words it has."""
