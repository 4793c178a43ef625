"""How fast ftlint is: `python -m benchmarks.run`."""
