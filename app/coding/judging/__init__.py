"""An expert's work: the queue, the judgment, decisions brought in from a file."""
