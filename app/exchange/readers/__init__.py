"""One reader a format: from the bytes of another tool's file to a project, with what could not be carried."""
