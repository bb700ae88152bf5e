"""What a run may know: a day ends at midnight in Korea, and a run knows nothing later than itself."""

from __future__ import annotations

from datetime import date

from app.evaluation.reading.moments import end_of, moment_of


def test_a_day_ends_at_midnight_in_korea() -> None:
    assert end_of(date(2026, 11, 22)) == "2026-11-22T15:00:00.000000+00:00"


def test_a_run_reads_up_to_the_end_of_its_day_or_to_itself() -> None:
    past = moment_of("2026-11-22", "2026-12-01T00:00:00.000000+00:00", trial=True)
    assert past.read_at == end_of(date(2026, 11, 22)) == past.withdrawn_until
    now = moment_of("2026-12-01", "2026-12-01T00:00:00.000000+00:00", trial=False)
    assert now.read_at == now.known_at == now.withdrawn_until


def test_a_run_that_may_stand_leaves_out_what_was_withdrawn_after_its_day() -> None:
    own = moment_of("2026-11-22", "2026-12-01T00:00:00.000000+00:00", trial=False)
    assert own.withdrawn_until == "2026-12-01T00:00:00.000000+00:00"
