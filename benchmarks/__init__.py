"""What is fast and what is right, beside the peers. `make bench` runs it; docs/benchmarks.md has the results."""
