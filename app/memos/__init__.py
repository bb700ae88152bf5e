"""Memos: what people note of statements, themes, transcripts and areas, every version kept; the trash; diaries."""
