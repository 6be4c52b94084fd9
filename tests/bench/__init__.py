"""Measures: `make bench`. Ratios against a baseline of the same run, never asserted in tests."""
