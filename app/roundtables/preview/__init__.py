"""From an uploaded file to a stored transcript: the waiting file, corrections, questions, storing."""
