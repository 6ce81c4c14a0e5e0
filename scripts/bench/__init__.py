"""Benchmarks: what the reader costs to build, to search and to show, beside its peers."""
