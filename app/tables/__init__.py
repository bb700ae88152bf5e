"""Tables in and out: cells of a file, rows with their numbers, checked policy files, sheets to take home."""
