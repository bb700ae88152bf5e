"""PDF: the lines of a page, columns, headers and footers."""
