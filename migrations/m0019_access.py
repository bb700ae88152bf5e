"""The access record: from where and on which page, no login as it was typed, and the monthly review of it all."""

from migrations.triggers import append_only

SQL = (
    """
alter table audit add column address text;
alter table audit add column page text;
create index audit_at on audit(at);
create index audit_person on audit(person_id, address, at);

-- Entries of before hold whatever was typed as a login, now and then a password: this one time the trail is mended.
pragma secure_delete = on;
drop trigger audit_no_update;
drop trigger audit_no_delete;
update audit set
  object_kind = coalesce(object_kind,
    case when exists (select 1 from person where login = json_extract(detail, '$.login')) then 'person' end),
  object_id = coalesce(object_id, (select id from person where login = json_extract(detail, '$.login'))),
  detail = json_set(json_remove(detail, '$.login'), '$.known',
    json(case when exists (select 1 from person where login = json_extract(detail, '$.login'))
      then 'true' else 'false' end))
where action = 'sign-in refused' and json_extract(detail, '$.login') is not null;
update audit set detail = json_remove(detail, '$.login')
where action = 'sign-in' and json_extract(detail, '$.login') is not null;

create table audit_review (
  id integer primary key autoincrement,
  month text not null check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
  entries integer not null check (entries >= 0),
  unusual integer not null check (unusual >= 0),
  note text not null,
  person_id text not null references person(id),
  at text not null,
  check (unusual = 0 or trim(note) <> '')
) strict;
create index audit_review_month on audit_review(month);
"""
    + append_only("audit")
    + append_only("audit_review")
)
