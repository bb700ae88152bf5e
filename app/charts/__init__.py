"""Charts as SVG for the page and PNG for documents, drawn on the server."""
