"""Files for another provider: `ftlint convert FILE --to TARGET`.

Most of it is what `ftlint.fixes` does for the rules in `portable.STEPS`, at the levels of the target; what no
rule speaks of is here. What cannot be carried over stays in the line, and is said.
"""
