"""Sentence vectors of segments, once for each version of the encoder, so that no page makes them."""

SQL = """
-- `vector` is float16, little-endian; it can be computed again, and goes with its words when a return is destroyed.
-- The round is the segment's, which never changes: a round's vectors are read and counted without a join.
create table segment_vector (
  id integer primary key autoincrement,
  segment_id text not null references segment(id),
  round_id text not null references round(id),
  encoder_version text not null,
  vector blob not null check (length(vector) > 0 and length(vector) % 2 = 0),
  unique (segment_id, encoder_version)
) strict;
create index segment_vector_round on segment_vector(round_id, encoder_version);
create trigger segment_vector_no_update before update on segment_vector
begin select raise(abort, 'a vector is made again, never changed'); end;
"""
