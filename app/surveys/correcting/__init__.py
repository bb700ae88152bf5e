"""Correcting closed answers: what stood before, what stands now, why and by whom; appended, never overwritten."""
