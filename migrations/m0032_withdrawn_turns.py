"""Who spoke in a transcript that was withdrawn: evaluations made before go on counting what they had heard."""

from migrations.triggers import append_only

SQL = """
-- The voice each turn was when its transcript was withdrawn; from then on the turn itself is nobody's. Read for an
-- evaluation as of a day before, and for nothing else.
create table withdrawn_turn (
  turn_id text primary key references turn(id),
  respondent_id text not null references respondent(id)
) without rowid, strict;
""" + append_only("withdrawn_turn")
