"""Benchmarks: CPU time, with ratios taken side by side in one run."""
