"""People, their roles and area scopes, the audit trail, settings and background jobs."""

from migrations.triggers import append_only

SQL = """
create table setting (
  key text primary key,
  value text not null
) strict;

create table person (
  id text primary key,
  login text not null unique collate nocase,
  name text not null,
  password_hash text not null,
  role text not null check (role in ('researcher','facilitator','expert','analyst','official','admin')),
  all_areas integer not null default 0 check (all_areas in (0, 1)),
  active integer not null default 1 check (active in (0, 1)),
  locale text not null default 'ko' check (locale in ('ko','en')),
  session_key text not null,
  created_at text not null
) strict;

create table audit (
  id integer primary key autoincrement,
  at text not null,
  person_id text references person(id),
  action text not null,
  object_kind text,
  object_id text,
  detail text not null default '{}'
) strict;
create index audit_object on audit(object_kind, object_id);

create table job (
  id text primary key,
  kind text not null,
  args text not null,
  state text not null check (state in ('queued','running','done','failed')),
  done integer not null default 0,
  total integer not null default 0,
  message text not null default '',
  result text,
  person_id text references person(id),
  created_at text not null,
  started_at text,
  finished_at text
) strict;
""" + append_only("audit")
