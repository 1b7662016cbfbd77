#!/usr/bin/env python3
"""The product's answers against the second calculation's, over random questions.

    compare.py PROGRAM [--times N] [--samples N] [--seed N]

PROGRAM is build/.../tests/judge_lines: a question a line in, an answer a line out.  Where the second calculation finds
reasons against an answer, the product must refuse for one of them; else every number must be the same.
Ends with 0 when all agree.
"""
import argparse
import collections
import json
import random
import subprocess
import sys
from fractions import Fraction

import audit_time
import questions
import site_sample
from asked import SCHEMAS, Outcome, fits

CALCULATIONS = {
    "audit-time": ("AuditTimeQuestion", audit_time.audit_time),
    "sample-size": ("SampleSizeQuestion", site_sample.sample_size),
    "site-sample": ("SiteSampleQuestion", site_sample.site_sample),
}
SHOWN = 5  # differences that are printed whole


def calculate(name, question):
    shape, calculation = CALCULATIONS[name]
    if fits(question, SCHEMAS[shape]):
        return calculation(question)
    out = Outcome()
    out.invalid_if(True, f"it does not fit {shape}")
    return out


def plain(value):
    """Fractions that are whole as numbers; one that is not stays what it is, and differs."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else str(value)
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value


def known(ours, theirs):
    """Of our answer what the second calculation knows as well: it has no labels for people."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return {k: known(ours.get(k, "absent"), v) for k, v in theirs.items()}
    if isinstance(theirs, list) and isinstance(ours, list) and len(ours) == len(theirs):
        return [known(a, b) for a, b in zip(ours, theirs)]
    return ours


def agrees(ours, theirs):
    if theirs.bad:
        return ours.get("refused") in theirs.refused or bool("invalid" in ours and theirs.invalid)
    answer = plain(theirs.answer)
    return "answer" in ours and known(ours["answer"], answer) == answer


def first_difference(ours, theirs, path=""):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in theirs:
            found = first_difference(ours.get(key), theirs[key], f"{path}/{key}")
            if found:
                return found
        return None
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        return next(filter(None, (first_difference(a, b, f"{path}/{i}") for i, (a, b) in enumerate(zip(ours, theirs)))), None)
    return None if ours == theirs else f"{path}: ours {ours}, the second calculation's {theirs}"


def show(name, question, ours, theirs):
    print(f"DIFFERENT {name}\n  question: {json.dumps(question, ensure_ascii=False)}\n  ours:     {json.dumps(ours, ensure_ascii=False)}")
    if theirs.bad:
        print(f"  second:   refused by {sorted(theirs.refused)}, invalid: {theirs.invalid}")
        return
    answer = plain(theirs.answer)
    print(f"  second:   {json.dumps(answer, ensure_ascii=False)}\n  first at  {first_difference(ours.get('answer'), answer)}")


def ask_product(program, asked):
    lines = "".join(json.dumps({"judgement": name, "question": question}) + "\n" for name, question in asked)
    done = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--times", type=int, default=5000)
    arguments.add_argument("--samples", type=int, default=5000)
    arguments.add_argument("--seed", type=int, default=27006)
    args = arguments.parse_args()
    asked = list(questions.random_questions(random.Random(args.seed), args.times, args.samples))
    answers = ask_product(args.program, asked)
    if len(answers) != len(asked):
        sys.exit(f"{len(asked)} questions, but {len(answers)} answers")
    different, ends = 0, collections.Counter()
    for (name, question), ours in zip(asked, answers):
        theirs = calculate(name, question)
        ends[ours.get("refused") or ("invalid" if "invalid" in ours else "answered")] += 1
        if not agrees(ours, theirs):
            different += 1
            if different <= SHOWN:
                show(name, question, ours, theirs)
    print(f"{len(asked)} questions: {', '.join(f'{n} {end}' for end, n in ends.most_common())}")
    print(f"{different} differences")
    return different != 0


if __name__ == "__main__":
    sys.exit(main())
