"""What is personal in a text: found, replaced, sealed. Transcripts pass through it today; any text can."""
