"""Tests of what a workflow gets: reports for CI services, outputs, and logs that quote nothing."""
