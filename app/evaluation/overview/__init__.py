"""A round at a glance: its table and map, how levels are spread and moved, and how good the evidence is."""
