"""What laptops bring from the field: records as they were sealed, their signed receipts, and how the office settled some."""

from migrations.triggers import append_only

SQL = (
    """
-- A laptop of one person: its public key proves that a file on a stick was made there.
create table field_device (
  id text primary key,
  person_id text not null references person(id),
  public_key text not null,
  registered_at text not null
) strict;

-- A record as it was sealed on a laptop. One id may have come with two contents: both are kept, hence the key of two.
-- `body` null: its answers stand in the tables they belong to, or it was destroyed. `made_at` is only what the laptop says.
create table field_record (
  id text not null,
  sha256 text not null,
  kind text not null,
  person_id text not null references person(id),
  device text not null,
  sequence integer not null,
  base text,
  made_at text not null,
  received_at text not null,
  way text not null check (way in ('network','file')),
  state text not null check (state in ('accepted','held')),
  reasons text not null,
  survey_id text references survey(id),
  area_id text references area(id),
  firm_id text references firm(id),
  response_id text references response(id),
  body text,
  keep_until text not null,
  number text not null unique,
  receipt text not null,
  signature text not null,
  primary key (id, sha256)
) strict;
create index field_record_person on field_record(person_id, received_at);
create index field_record_held on field_record(received_at) where state = 'held';
create index field_record_base on field_record(base) where base is not null;

create trigger field_record_no_delete before delete on field_record
begin select raise(abort, 'a record is destroyed, its row stays'); end;
create trigger field_record_no_update before update on field_record
when not (new.id = old.id and new.sha256 = old.sha256 and new.kind = old.kind and new.person_id = old.person_id
          and new.device = old.device and new.sequence = old.sequence and new.base is old.base
          and new.made_at = old.made_at and new.received_at = old.received_at and new.way = old.way
          and new.state = old.state and new.reasons = old.reasons and new.survey_id is old.survey_id
          and new.area_id is old.area_id and (new.firm_id is old.firm_id or new.firm_id is null)
          and new.response_id is old.response_id and new.body is null and new.keep_until = old.keep_until
          and new.number = old.number and new.receipt = old.receipt and new.signature = old.signature)
begin select raise(abort, 'of a record only its words may go'); end;

-- What the office decided of a record that was held. `left_out`: questions whose answers could not be stored.
create table field_settlement (
  record_id text not null,
  sha256 text not null,
  act text not null check (act in ('accepted','set_aside')),
  reason text not null,
  left_out text not null default '[]',
  response_id text references response(id),
  person_id text references person(id),
  at text not null,
  primary key (record_id, sha256),
  foreign key (record_id, sha256) references field_record(id, sha256)
) strict;
"""
    + append_only("field_device")
    + append_only("field_settlement")
)
