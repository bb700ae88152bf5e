"""The register of programmes: what each says in its versions, written on a page or brought as a file."""
