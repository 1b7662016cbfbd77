#!/usr/bin/env python3
"""A number of a standard stands in shared/rules or schemas/catalogue, and nowhere else.

    tests/lint/constants.py [ROOT]

Looks in services, the rest of shared and every .sql file for what a rule looks like when somebody writes it there: date
arithmetic with a fixed number, roots and shares, the number of controls.  Who needs such a number calls a rule, or hands
its result to the statement.  constants.txt lists what is no rule, each line with its reason.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
NUMBER = r"-?\s*(?:\d+|[A-Z][A-Z0-9_]{3,})"  # a literal, or a constant's name
C = [
    (re.compile(rf"\bsw_date_add_\w+\((?:[^();]|\([^()]*\))*,\s*{NUMBER}\s*\)"), "a date moved by a fixed number"),
    (re.compile(r"#define\s+\w*(?:DAYS|MONTHS|YEARS|WEEKS|PERCENT|SITES|PERSONS)\w*\s+\(?-?\d"), "a number of days, months, per cents"),
    (re.compile(r"\b(?:sqrt|cbrt|ceil)\s*\("), "a root, or rounding"),
    (re.compile(r"[*/%]\s*100\b|\b100\s*\*"), "a percentage"),
    (re.compile(r"\b93\b"), "the number of controls"),
]
SQL = [
    (re.compile(r"\binterval\s*'[^']*\d", re.I), "a fixed interval"),
    (re.compile(r"\bmake_interval\s*\(", re.I), "an interval"),
    (re.compile(r"(?:_on|_by|_date|today\(\)|current_date|_from|_to|_until|::date|\bdate)\s*[-+]\s*\d", re.I), "a date moved by a fixed number"),
    (re.compile(r"\b(?:sqrt|ceil|ceiling|round)\s*\(", re.I), "a root, or rounding"),
    (re.compile(r"[*/%]\s*(?:100|0?\.\d+|3)\b|\b0\.\d+\s*\*"), "a share"),
    (re.compile(r"\b93\b"), "the number of controls"),
]
TS = [
    (re.compile(r"\.set(?:UTC)?(?:Date|Month|FullYear)\([^;]*[-+]\s*\d|864e5\s*\*\s*\d|\d\s*\*\s*864(?:e5|00000)"), "a date moved by a fixed number"),
    (re.compile(r"Math\.(?:sqrt|ceil)\("), "a root, or rounding"),
    (re.compile(r"\b93\b"), "the number of controls"),
]
KINDS = {".c": C, ".h": C, ".def": C, ".sql": SQL, ".ts": TS, ".tsx": TS}


def without_comments(text, suffix):
    """The text with comments blanked, line by line as before."""
    blank = lambda m: re.sub(r"[^\n]", " ", m.group())
    text = re.sub(r"/\*.*?\*/", blank, text, flags=re.S)
    return re.sub(r"--[^\n]*", blank, text) if suffix == ".sql" else text


def files():
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "services", "shared", "schemas/db"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / f for f in listed if Path(f).suffix in KINDS and not f.startswith("shared/rules/") and (ROOT / f).is_file()]


def exceptions():
    """(path, what the line holds) -> reason; a # begins a comment."""
    lines = (Path(__file__).with_name("constants.txt")).read_text().splitlines()
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != 3 or not all(parts):
                sys.exit(f"constants.txt:{number}: a line is: path | what stands there | why it is no rule")
            yield parts


def main():
    allowed, used, found = list(exceptions()), set(), []
    for file in files():
        path, text = str(file.relative_to(ROOT)), file.read_text()
        bare = without_comments(text, file.suffix)
        for pattern, what in KINDS[file.suffix]:
            for m in pattern.finditer(bare):
                line = bare.count("\n", 0, m.start()) + 1
                shown = " ".join(bare[bare.rfind("\n", 0, m.start()) + 1 : (bare + "\n").find("\n", m.end())].split())
                reasons = [i for i, (where, held, _) in enumerate(allowed) if path == where and held in shown]
                used.update(reasons)
                if not reasons:
                    found.append(f"{path}:{line}: {what} outside shared/rules: {shown[:150]}")
    found += [f"constants.txt: nothing like this is there any more: {where} | {held}" for i, (where, held, _) in enumerate(allowed) if i not in used]
    for line in found:
        print(line)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
