"""What the GitHub Action runs: `install.py`, then `python -m ftlint.ci.action`."""
