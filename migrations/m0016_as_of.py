"""The data's as-of date stands on the foot of every page: an index answers it, instead of every observation."""

SQL = """
create index vintage_published on vintage(published_on);
"""
