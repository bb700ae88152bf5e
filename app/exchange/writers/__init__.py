"""One writer a format: from a project to bytes, strict where a schema says so, harmless where a spreadsheet opens it."""
