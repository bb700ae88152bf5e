"""What statements mean, as vectors: made once in the worker, kept, and searched within a person's scope."""
