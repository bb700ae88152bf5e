"""What the pages of indicators say: areas that signal and why, in words and charts."""
