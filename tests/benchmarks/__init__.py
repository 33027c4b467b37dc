"""Benchmarks: the product beside the cheapest tool that does the same work, in one interleaved run."""
