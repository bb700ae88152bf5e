"""Hangul's files, HWP 5 and HWPX: paragraphs, automatic numbers, distribution-protected bodies."""
