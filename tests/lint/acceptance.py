#!/usr/bin/env python3
"""Each case of tests/acceptance.txt is a line in a text table and a test over the API, and names rules of the register."""
import glob
import os
import re
import sys

os.chdir(os.path.join(os.path.dirname(os.path.realpath(__file__)), "../.."))


def numbers(pattern, line):
    """The cases that the lines of these files speak of."""
    found = set()
    for path in glob.glob(pattern):
        with open(path, encoding="utf-8") as file:
            for text in re.findall(line, file.read(), re.M):
                found.update(re.findall(r"AT-\d\d", text))
    return found


with open("schemas/catalogue/rules.txt", encoding="utf-8") as file:
    rules = {line.split(" | ")[0]: line.split(" | ")[4] for line in file if " | " in line and not line.startswith("#")}
with open("tests/acceptance.txt", encoding="utf-8") as file:
    cases = [line.strip().split(" | ") for line in file if line.startswith("AT-")]
tables = numbers("tests/unit/cases/*.txt", r"\|[^|\n]*$")
scenarios = numbers("tests/scenario/*.test.mjs", r'^test\("[^"]*"')

wrong = []
for case, _, about in cases:
    # What no function decides (walls in the database, a public page) has no table.
    decided = any("rule_" in rules.get(rule, "") for rule in about.split())
    wrong += [f"{case}: no line of tests/unit/cases"] * (case not in tables and decided)
    wrong += [f"{case}: no test of tests/scenario"] * (case not in scenarios)
    wrong += [f"{case}: {rule} is not in schemas/catalogue/rules.txt" for rule in about.split() if rule not in rules]
wrong += [f"{case} is not in tests/acceptance.txt" for case in sorted((tables | scenarios) - {c[0] for c in cases})]
print("\n".join(wrong), end="\n" if wrong else "")
sys.exit(1 if wrong else 0)
