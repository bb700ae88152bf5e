"""Two layers of an open answer: what everybody reads is de-identified; what was written is kept apart."""

SQL = """
-- The sealed side of an open answer in which something was found. Until somebody has looked at what is unsure
-- (`settled_at` null) the answer itself has no text. `raw_text` null: destroyed.
create table answer_original (
  answer_id text primary key references answer(id),
  raw_text text,
  keep_until text not null,
  settled_at text,
  settled_by text references person(id),
  destroyed_at text,
  check ((destroyed_at is null) = (raw_text is not null))
) strict;
create index answer_original_waiting on answer_original(answer_id) where settled_at is null;

create trigger answer_original_no_delete before delete on answer_original
begin select raise(abort, 'an original is destroyed, its row stays'); end;
create trigger answer_original_no_update before update on answer_original
when not (new.answer_id = old.answer_id and new.keep_until = old.keep_until and (
    (old.settled_at is null and new.settled_at is not null and new.raw_text is old.raw_text
     and new.destroyed_at is old.destroyed_at)
    or (old.destroyed_at is null and new.destroyed_at is not null and new.raw_text is null
        and new.settled_at is old.settled_at and new.settled_by is old.settled_by)))
begin select raise(abort, 'an original is settled once and destroyed once'); end;

-- What is read of an answer is written once: when it comes, or when what is unsure in it is settled.
drop trigger answer_no_update;
create trigger answer_no_update before update on answer
when not (old.text is null and new.text is not null and new.id = old.id and new.response_id = old.response_id
          and new.question_id = old.question_id and new.value = old.value
          and exists (select 1 from answer_original o where o.answer_id = old.id and o.settled_at is null))
begin select raise(abort, 'answer is append-only'); end;
"""
