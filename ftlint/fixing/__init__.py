"""Changing files: edits of lines, and the safe way to write them back.

`ftlint.fixes` says what is to be changed for each rule; nothing here knows a rule.
"""
