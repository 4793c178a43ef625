"""From bytes to values: lines, JSON, and what a file is."""
