"""Pages by which a survey reaches firms: links, contacts, sendings with their letters and lists."""
