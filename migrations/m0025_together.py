"""Judgments given with one key: of a statement, and of others nearly the same that the expert ticked."""

from migrations.triggers import append_only

SQL = """
-- Each is a judgment of its own; this says with which other it was given, so that undo takes all of them back.
create table judged_together (
  judgment_id integer primary key references judgment(id),
  with_id integer not null references judgment(id),
  check (judgment_id <> with_id)
) strict;
create index judged_together_with on judged_together(with_id);
""" + append_only("judged_together")
