"""The command line: options in, an exit code out; no logic of its own."""
