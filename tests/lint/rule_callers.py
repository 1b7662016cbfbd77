#!/usr/bin/env python3
"""A rule that nobody asks enforces nothing: each function of shared/rules/*.h is called from services, shared/audit or
shared/judge, or from another rule that is.

    tests/lint/rule_callers.py [ROOT]

rule_callers.txt lists what has no caller yet, each with what it waits for.
"""
import re
import sys
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
HOLD_NO_RULES = {"vocabulary.h", "faults.h", "time_pack.h"}
NAME = re.compile(r"\brule_[a-z0-9_]+\b")


def bare(file):
    """The text of a file without comments and strings."""
    return re.sub(r'/\*.*?\*/|"(?:\\.|[^"\\])*"', " ", file.read_text(), flags=re.S)


def declared():
    """Rules by name -> header."""
    for header in sorted((ROOT / "shared/rules").glob("*.h")):
        if header.name not in HOLD_NO_RULES:
            for name in re.findall(r"^[A-Za-z][^;{}#]*?\b(rule_[a-z0-9_]+)\(", bare(header), re.M):
                yield name, header.name


def calls_inside():
    """Every function of shared/rules -> the names in its body, static ones of the same file included."""
    inside = {}
    for source in (ROOT / "shared/rules").glob("*.c"):
        bodies = dict(re.findall(r"^(\w+)\([^;{}]*?\)\n\{\n(.*?)^\}", bare(source), re.M | re.S))
        for name, body in bodies.items():
            called = set(NAME.findall(body)) | {f"{source.name}:{other}" for other in bodies if re.search(rf"\b{other}\b", body)}
            inside[f"{source.name}:{name}"] = called
            inside[name] = inside.get(name, set()) | called
    return inside


def main():
    outside = set()
    for folder in ("services", "shared/audit", "shared/judge"):
        for source in (ROOT / folder).rglob("*.c"):
            outside.update(NAME.findall(bare(source)))
    inside, reached, ahead = calls_inside(), set(), sorted(outside)
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(inside.get(name, ()))
    lines = [line.split(maxsplit=1) for line in Path(__file__).with_name("rule_callers.txt").read_text().splitlines() if line.strip() and not line.startswith("#")]
    waiting, rules = {line[0]: line[1:] for line in lines}, dict(declared())
    found = [f"shared/rules/{header}: nobody asks {name}: call it where it matters, or say in tests/lint/rule_callers.txt what it waits for"
             for name, header in rules.items() if name not in reached and name not in waiting]
    found += [f"rule_callers.txt: {name} has a caller, or is gone: take the line out" for name in waiting if name in reached or name not in rules]
    found += [f"rule_callers.txt: {name} has no reason" for name, reason in waiting.items() if not reason]
    for line in found:
        print(line)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
