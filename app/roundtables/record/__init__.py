"""The record of a roundtable: when, where, who by organization; who may hear which turn."""
