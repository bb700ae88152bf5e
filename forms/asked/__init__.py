"""What becomes of a definition: compiled rules, the tree of its page, the form, and the check of what was filled in."""
