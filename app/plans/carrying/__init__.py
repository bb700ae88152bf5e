"""A plan as files: its tasks as a table in and out, the whole as a paper with what was said for each task."""
