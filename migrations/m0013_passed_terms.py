"""Terms a person does not want to be offered for the lexicon again."""

SQL = """
create table passed_term (
  person_id text not null references person(id),
  form text not null,
  at text not null,
  primary key (person_id, form)
) strict;
"""
