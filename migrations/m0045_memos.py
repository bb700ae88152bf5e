"""Memos with every version of their text, key quotes that experts mark, and the recording beside a sealed transcript."""

from migrations.triggers import append_only

SQL = f"""
-- What somebody noted of a thing; a diary is of the person alone (`object_id`: the person's own id). Emptied: for good.
create table memo (
  id text primary key check (length(id) = 36),
  kind text not null check (kind in ('segment','code','theme','document','area','diary')),
  object_id text not null,
  round_id text references round(id),
  person_id text not null references person(id),
  made_at text not null,
  emptied_at text,
  emptied_by text references person(id),
  check (kind <> 'diary' or object_id = person_id)
) strict;
create index memo_object on memo(kind, object_id);
create index memo_person on memo(person_id);
create trigger memo_no_delete before delete on memo
begin select raise(abort, 'a memo is emptied, its row stays'); end;
create trigger memo_no_update before update on memo
when not (old.emptied_at is null and new.emptied_at is not null and new.id = old.id and new.kind = old.kind
          and new.object_id = old.object_id and new.round_id is old.round_id and new.person_id = old.person_id
          and new.made_at = old.made_at)
begin select raise(abort, 'a memo never changes until it is emptied'); end;

-- Each row is all that the memo is from then on.
create table memo_text (
  id integer primary key autoincrement,
  memo_id text not null references memo(id),
  text text not null,
  in_reports integer not null check (in_reports in (0, 1)),
  trashed integer not null check (trashed in (0, 1)),
  at text not null
) strict;
create index memo_text_memo on memo_text(memo_id, id);
create trigger memo_text_no_delete before delete on memo_text
begin select raise(abort, 'memo_text is append-only'); end;
create trigger memo_text_no_update before update on memo_text
when not (new.text = '' and new.id = old.id and new.memo_id = old.memo_id and new.in_reports = old.in_reports
          and new.trashed = old.trashed and new.at = old.at
          and exists (select 1 from memo m where m.id = old.memo_id and m.emptied_at is not null))
begin select raise(abort, 'memo_text is append-only'); end;

create view memo_now as
select m.id, m.kind, m.object_id, m.round_id, m.person_id, m.made_at, t.id as seen, t.text, t.in_reports, t.trashed,
  t.at, (select count(*) from memo_text v where v.memo_id = m.id) as versions
from memo m join memo_text t on t.id = (select max(n.id) from memo_text n where n.memo_id = m.id)
where m.emptied_at is null;

-- An expert's own mark: the statement speaks for its theme. Taken off again by a later row.
create table key_quote (
  id integer primary key autoincrement,
  segment_id text not null references segment(id),
  theme_code text not null,
  person_id text not null references person(id),
  marked integer not null check (marked in (0, 1)),
  at text not null
) strict;
create index key_quote_place on key_quote(segment_id, theme_code, person_id, id);
{append_only("key_quote")}
create view key_quote_now as
select k.segment_id, k.theme_code, k.person_id, k.at from key_quote k
where k.marked = 1 and k.id = (select max(n.id) from key_quote n
  where n.segment_id = k.segment_id and n.theme_code = k.theme_code and n.person_id = k.person_id);

-- The recording a transcript was written from: as sealed as its original, destroyed with it.
create table recording (
  id integer primary key autoincrement,
  document_id text not null references original(document_id),
  media text not null,
  bytes integer not null check (bytes > 0),
  data blob,
  added_by text references person(id),
  added_at text not null,
  destroyed_at text,
  check ((data is null) = (destroyed_at is not null))
) strict;
create unique index recording_document on recording(document_id) where destroyed_at is null;
create trigger recording_no_delete before delete on recording
begin select raise(abort, 'a recording is destroyed, its row stays'); end;
create trigger recording_no_update before update on recording
when not (old.destroyed_at is null and new.destroyed_at is not null and new.data is null and new.id = old.id
          and new.document_id = old.document_id and new.media = old.media and new.bytes = old.bytes
          and new.added_by is old.added_by and new.added_at = old.added_at)
begin select raise(abort, 'a recording never changes until it is destroyed'); end;
create trigger original_takes_recording after update of destroyed_at on original when new.destroyed_at is not null
begin
  update recording set data = null, destroyed_at = new.destroyed_at
  where document_id = new.document_id and destroyed_at is null;
end;
"""
