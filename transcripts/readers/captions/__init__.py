"""Captions, VTT and SRT: cues with times, voice tags, rolling repeats."""
