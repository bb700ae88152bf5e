"""Two layers of a transcript: what everybody reads is de-identified; what was said and the file are kept apart."""

SQL = """
-- The sealed side of a document. `raw_text` null: nothing was replaced, or it was destroyed (destroyed_at).
create table original (
  document_id text primary key references document(id),
  file_bytes blob,
  raw_text text,
  raw_sha256 text not null,
  -- JSON [[from, from_end, to, to_end], ...]: where the file's own text and the raw text differ (code points).
  normalizing text not null default '[]',
  keep_until text not null,
  destroyed_at text,
  destroyed_by text references person(id)
) strict;
-- At least thirty days to say another day before the daily run destroys what is over a year old.
insert into original(document_id, file_bytes, raw_sha256, keep_until)
select d.id, d.file_bytes, d.sha256, max(date(r.held_on, '+1 year'), date('now', '+30 days'))
from document d join roundtable r on r.id = d.roundtable_id;

drop trigger document_text_no_update;
alter table document drop column file_bytes;
create trigger document_text_no_update before update of text, sha256, file_sha256 on document
begin select raise(abort, 'the text of a document never changes'); end;

create trigger original_no_delete before delete on original
begin select raise(abort, 'an original is destroyed, its row stays'); end;
create trigger original_no_update before update on original
when not (old.destroyed_at is null and new.destroyed_at is not null and new.file_bytes is null and new.raw_text is null
          and new.document_id = old.document_id and new.raw_sha256 = old.raw_sha256
          and new.keep_until = old.keep_until)
  and not (new.keep_until <> old.keep_until and new.destroyed_at is old.destroyed_at
           and new.file_bytes is old.file_bytes and new.raw_text is old.raw_text
           and new.raw_sha256 = old.raw_sha256 and new.normalizing = old.normalizing)
begin select raise(abort, 'the original never changes until it is destroyed'); end;

-- The map between the layers: raw_text[raw_start:raw_end] reads text[start:end]; it holds no words.
create table replacement (
  document_id text not null references document(id),
  position integer not null,
  kind text not null,
  raw_start integer not null check (raw_start >= 0),
  raw_end integer not null check (raw_end > raw_start),
  start integer not null check (start >= 0),
  "end" integer not null check ("end" > start),
  primary key (document_id, position)
) strict;
create trigger replacement_no_update before update on replacement
begin select raise(abort, 'the map between the layers never changes'); end;
create trigger replacement_no_delete before delete on replacement
begin select raise(abort, 'the map between the layers never changes'); end;

-- The key, for the facilitator alone: the same original is the same pseudonym all through a roundtable. Two originals
-- may share one, where a person says that they are the same (a firm and its short name).
create table pseudonym (
  id text primary key,
  roundtable_id text not null references roundtable(id),
  kind text not null,
  pseudonym text not null,
  original text,
  created_at text not null,
  destroyed_at text,
  unique (roundtable_id, kind, original)
) strict;
create trigger pseudonym_no_update before update on pseudonym
when not (old.destroyed_at is null and new.destroyed_at is not null and new.original is null
          and new.id = old.id and new.pseudonym = old.pseudonym and new.roundtable_id = old.roundtable_id)
begin select raise(abort, 'a pseudonym never changes; its original may only be destroyed'); end;
create trigger pseudonym_no_delete before delete on pseudonym
begin select raise(abort, 'a pseudonym is never removed'); end;

-- What a participant and his organization read for everybody but the facilitator, as the stored text reads them; null
-- until a transcript is stored. It outlives the key, so that nobody is named again once the key is destroyed.
alter table participant add column shown_label text;
alter table participant add column shown_organization text;

-- A line that is no speech (a heading, stage directions) stays in the text and is neither counted nor coded.
alter table turn add column aside integer not null default 0 check (aside in (0, 1));
"""
