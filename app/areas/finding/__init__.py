"""Finding an area by what a person types: code, name or Korean initials; for every page that asks for one."""
