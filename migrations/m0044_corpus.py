"""Saved questions to the corpus: each change is a further version, an ended one stays in the history."""

from migrations.triggers import append_only

SQL = """
create table corpus_question (
  id text primary key,
  person_id text not null references person(id),
  page text not null check (page in ('find','table','together','trend')),
  made_at text not null
) strict;

-- What a question is called and asks; the newest row of a question stands.
create table corpus_question_version (
  id integer primary key autoincrement,
  question_id text not null references corpus_question(id),
  name text not null check (length(name) between 1 and 120),
  address text not null,
  shared integer not null check (shared in (0, 1)),
  ended integer not null default 0 check (ended in (0, 1)),
  at text not null
) strict;
create index corpus_question_version_question on corpus_question_version(question_id, id);
""" + "".join(append_only(table) for table in ("corpus_question", "corpus_question_version"))
