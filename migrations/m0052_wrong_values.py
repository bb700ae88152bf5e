"""Figures of series that were told by mistake: marked with who said so and when; the figure itself stays as it came."""

from migrations.triggers import append_only

SQL = f"""
create table place_value_wrong (
  value_id integer primary key references place_value(id),
  person_id text not null references person(id),
  at text not null
) strict;
{append_only("place_value_wrong")}
"""
