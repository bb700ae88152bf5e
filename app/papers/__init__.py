"""Papers an office files: one content model, written as DOCX, HWPX and a page to print, with the same words in each."""
