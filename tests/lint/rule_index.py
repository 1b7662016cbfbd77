#!/usr/bin/env python3
"""docs/rules.md: every rule of the field, what it says, and where the product holds to it.

    tests/lint/rule_index.py           fails when the page is out of date, or something on it is not true
    tests/lint/rule_index.py --write   makes it anew

Three things are brought together: the register of rules (schemas/catalogue/rules.txt), the @rule tags of
shared/rules/*.h, and the code, in which we follow each rule function up to the routes that cannot do without it.
"""
import os
import re
import sys

import c_graph

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))
PAGE = "docs/rules.md"
REGISTER = "schemas/catalogue/rules.txt"
# Headers that hold no rules: words, lists of faults, data.
NO_RULES = {"vocabulary.h", "faults.h", "time_pack.h", "settings.h", "limits.h"}
CERTAINTIES = ("source", "expert", "compare", "product")
HOWS = ("enforced", "computed", "left out")
DOCUMENTS = {"ISO/IEC 17021-1:2015": "17021-1", "ISO/IEC 27006-1:2024": "27006-1", "ISO/IEC 27001:2022": "27001", "ISO/IEC 27006:2015": "27006:2015"}
ROUTES_SHOWN = 4


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


class Rule:
    def __init__(self, group, line, number):
        parts = [part.strip() for part in line.split(" | ")]
        if len(parts) != 6:
            sys.exit(f"{REGISTER}:{number}: six columns are needed, this has {len(parts)}")
        self.id, self.clause, self.certainty, self.how, self.by, self.says = parts
        self.group, self.number = group, number

    def references(self):
        return [] if self.how == "left out" else self.by.split()


def register():
    rules, group = [], ""
    for number, line in enumerate(read(REGISTER).splitlines(), 1):
        if line.startswith("== "):
            group = line[3:]
        elif line.strip() and not line.startswith("#"):
            rules.append(Rule(group, line, number))
    return rules


class Function:
    """A rule function: its header, its clauses, and what reaches it."""

    def __init__(self, name, header):
        self.name, self.header = name, header
        self.tags, self.cases, self.writes, self.reads, self.asked, self.jobs = [], [], [], [], [], []

    def enforced(self):
        return bool(self.writes or self.jobs)


def functions():
    """The rule functions by name, from the headers; the tags stand in the comment before the declaration."""
    found = {}
    for header in c_graph.files(ROOT, "shared/rules/*.h"):
        if os.path.basename(header) in NO_RULES:
            continue
        tags = []
        for line in read(header).splitlines():
            tag = re.search(r"@rule (\S+)", line)
            declared = re.match(r"(?:[A-Za-z].*[ *])?\s*(rule_[a-z0-9_]+)\(", line)
            if tag:
                tags.append(tag.group(1))
            elif declared and not line.startswith((" *", "#")):
                function = found.setdefault(declared.group(1), Function(declared.group(1), header))
                function.tags += tags
                tags = []
    return found


def rows(graph):
    """Every route: (method, path, the names its row uses).  /v1/* stands for the prefixes of the three audit services."""
    paths = {(c.file, c.name): re.search(r'"[^"]*"', c.text) for c in graph.chunks if c.text.startswith("#define")}
    out = []
    for chunk in graph.chunks:
        if chunk.name != "SW_AUDIT_ROUTES" and not chunk.name.endswith("_routes"):
            continue
        for method, prefix, path, row in re.findall(r'\.method = "(\w+)", \.path = (\w*) ?(?:"([^"]*)")?(.*?)(?=\{ \.method|$)', chunk.text, re.S):
            named = paths.get((chunk.file, prefix))
            before = "/v1/*" if prefix == "S" else named.group(0).strip('"') if named else ""
            out.append((method, before + path, c_graph.identifiers(row)))
    for name, path in re.findall(r'^SW_JUDGEMENT\((\w+),\s+"([^"]+)"', read("shared/judge/sw_judgements.def"), re.M):
        out.append(("POST", "/v1/rules/" + path, {"sw_judge_" + name}))
    return out


def place(graph, function, all_rows):
    start = [c for c in graph.chunks if c.name == function.name and c.file.endswith(".c")]
    if not start:
        return
    reached = graph.reach(start[0])
    names = {c.name for c in reached if not c.static and c.name != "main"} | {function.name}
    for method, path, uses in all_rows:
        if uses & names:
            kind = function.asked if path.startswith("/v1/rules/") else function.reads if method == "GET" else function.writes
            kind.append(f"{method} {path}")
    tables = {c.name for c in graph.chunks if c.name.endswith("_routes")}
    for chunk in reached:
        if chunk.name == "main" and chunk.file.startswith("services/") and chunk.uses & (names - tables):
            service = chunk.file.split("/")[1]
            function.jobs.append("`sealwright check --rules`" if service == "cli" else f"job of {service}")


def cases(name):
    found = []
    for file in c_graph.files(ROOT, "tests/unit/test_*.c"):
        if re.search(rf"\b{name}\b", read(file)):
            subject = os.path.basename(file)[5:-2]
            text = f"tests/unit/cases/{subject}.txt"
            found.append((subject, text if os.path.exists(os.path.join(ROOT, text)) else file))
    return found


# ---- what must be true ----

def quoted_rules():
    """(file, id, clause) of every struct sw_rule in the code."""
    for file in c_graph.files(ROOT, "shared/*.c", "services/*.c"):
        text = c_graph.COMMENT.sub("", read(file))
        for macro, value in re.findall(r'#define (\w+)\s+("[^"\n]*")', text):
            text = re.sub(rf"\b{macro}\b", lambda _: value, text)
        text = re.sub(r'"\s+"', "", text)
        for rule, clause in re.findall(r'"([A-Z][A-Z0-9a-z]*-[A-Za-z0-9]+)",\s*"((?:ISO/IEC|IAF) [^"]*)"', text):
            yield file, rule, clause


def split_clause(text):
    """"17021-1 9.1.2.1, 9.1.3" -> ("17021-1", ["9.1.2.1", "9.1.3"]); "MD 28" is a document of two words."""
    words = text.split(" ")
    document = " ".join(words[:2]) if words[0] == "MD" else words[0]
    return document, [n.strip() for n in text[len(document):].split(",") if n.strip()]


def same_clause(quoted, registered):
    """Does the clause of a refusal belong to those in the register?  "; " is between documents."""
    quoted = re.sub(r" \(2015: [^)]*\)$", "", quoted)
    for long, short in DOCUMENTS.items():
        quoted = quoted.replace(long, short)
    quoted = re.sub(r"IAF (MD \d+):\d+", r"\1", quoted).replace("Annex ", "")
    known = [split_clause(part) for part in registered.split("; ")]
    for part in re.split(r", (?=\d{5}|MD )", quoted):
        document, numbers = split_clause(part)
        mine = [n for d, ns in known if d == document for n in ns]
        if document not in [d for d, _ in known]:
            return False
        if mine and not all(any(n.startswith(m) or m.startswith(n) for m in mine) for n in numbers):
            return False
    return True


def reference_faults(rule, found, schema):
    for reference in rule.references():
        kind, _, name = reference.partition(":")
        if reference.startswith("rule_"):
            if reference not in found:
                yield f"{rule.id}: there is no function {reference}"
        elif kind in ("test", "doc"):
            if not os.path.exists(os.path.join(ROOT, name)):
                yield f"{rule.id}: there is no file {name}"
        elif kind == "shape":
            if f'{{ "{name}", ' not in schema["shapes"]:
                yield f"{rule.id}: no shape is called {name}"
        elif kind in ("constraint", "table"):
            if not re.search(rf"\b(?:CONSTRAINT|TABLE|INDEX) {re.escape(name)}\b", schema["sql"]):
                yield f"{rule.id}: there is no {kind} {name}"
        else:
            yield f"{rule.id}: what is {reference}?"


def faults(rules, found):
    known = {rule.id: rule for rule in rules}
    schema = {"sql": "\n".join(read(f) for f in c_graph.files(ROOT, "schemas/db/*.sql")),
              "shapes": "\n".join(read(f) for f in c_graph.files(ROOT, "shared/*.c", "services/*.c"))}
    if len(known) != len(rules):
        yield f"{REGISTER}: an id stands there twice"
    for rule in rules:
        if rule.certainty not in CERTAINTIES or rule.how not in HOWS:
            yield f"{REGISTER}:{rule.number}: {rule.certainty}, {rule.how}?"
        yield from reference_faults(rule, found, schema)
        mine = [found[r] for r in rule.references() if r in found]
        if rule.how == "enforced" and mine and not any(f.enforced() for f in mine) and len(mine) == len(rule.references()):
            yield f"{rule.id} is said to be enforced, but no write and no job reaches {' '.join(f.name for f in mine)}"
        if rule.how == "left out" and len(rule.by) < 15:
            yield f"{rule.id} is left out without a reason"
    for file, rule, clause in quoted_rules():
        if rule not in known:
            yield f"{file}: {rule} is not in {REGISTER}"
        elif not same_clause(clause, known[rule].clause):
            yield f"{file}: {rule} quotes {clause}, the register says {known[rule].clause}"
    named = {reference for rule in rules for reference in rule.references()}
    for function in found.values():
        if not function.tags:
            yield f"{function.header}: {function.name} has no @rule"
        if not function.cases:
            yield f"{function.header}: no test calls {function.name}"
        if not (function.enforced() or function.reads or function.asked):
            yield f"{function.header}: no route and no job reaches {function.name}"
        if function.name not in named:
            yield f"{REGISTER}: no rule names {function.name}"


# ---- the page ----

def link(label, path):
    return f"[{label}](../{path})"


def shown(list_):
    list_ = sorted(set(list_))
    more = len(list_) - ROUTES_SHOWN
    return "<br>".join(f"`{x}`" if not x.startswith(("`", "job")) else x for x in list_[:ROUTES_SHOWN]) + (f"<br>and {more} more" if more > 0 else "")


def by_whom(rule, found):
    if rule.how == "left out":
        return rule.by
    out = []
    for reference in rule.references():
        kind, _, name = reference.partition(":")
        if reference in found:
            out.append(link(f"`{reference}`", found[reference].header))
        elif kind in ("test", "doc"):
            out.append(link(os.path.basename(name), name))
        else:
            out.append(f"{kind} `{name}`")
    return ", ".join(out)


def where(rule, found):
    mine = [found[r] for r in rule.references() if r in found]
    writes = [w for f in mine for w in f.writes + f.jobs if "check --rules" not in w]
    reads = [r for f in mine for r in f.reads + f.asked]
    return shown(writes if rule.how == "enforced" and writes else writes + reads)


def page(rules, found):
    count = {how: sum(rule.how == how for rule in rules) for how in HOWS}
    yield "# Rules\n"
    yield "Made by `tests/lint/rule_index.py --write` from [the register](../schemas/catalogue/rules.txt), the `@rule` tags of `shared/rules` and the"
    yield "code; do not edit.  A refusal carries the id, the clause, the facts that broke the rule and what would make it pass.\n"
    yield f"{len(rules)} rules: **{count['enforced']} enforced** (a write that breaks one is refused, or cannot be stored), **{count['computed']} computed**"
    yield f"(worked out and shown), **{count['left out']} left out**, each with its reason.\n"
    yield "Certainty: *source* was found in a public source, *expert* is well known though the text of the standard was not read, *compare* is to be"
    yield "compared with the purchased text before conformity is claimed, *product* is our own default where the standards leave it to the body."
    yield "`/v1/*` stands for `/v1/stage1`, `/v1/stage2` and `/v1/surveillance`.\n"
    group = None
    for rule in rules:
        if rule.group != group:
            group = rule.group
            yield f"\n## {group}\n"
            yield "| rule | says | clause | certainty | | by | at |\n| --- | --- | --- | --- | --- | --- | --- |"
        yield f"| {rule.id} | {rule.says} | {rule.clause} | {rule.certainty} | {rule.how} | {by_whom(rule, found)} | {where(rule, found)} |"
    yield "\n## From clause to function\n"
    yield "Every rule function also answers `sealwright check --rules` where what it judged is stored.\n"
    yield "| clause | function | contract | cases | certainty | at |\n| --- | --- | --- | --- | --- | --- |"
    certain = {name: sorted({r.certainty for r in rules if name in r.references()}, key=CERTAINTIES.index) for name in found}
    lines = [(tag, f) for f in found.values() for tag in f.tags]
    for tag, f in sorted(set(lines), key=lambda x: ([int(p) if p.isdigit() else p for p in re.split(r"(\d+)", x[0])], x[1].name)):
        tables = " ".join(link(subject, path) for subject, path in f.cases)
        at = shown([w for w in f.writes + f.jobs if "check --rules" not in w] or f.reads + f.asked)
        yield f"| {tag} | `{f.name}` | {link(os.path.basename(f.header), f.header)} | {tables} | {' '.join(certain[f.name])} | {at} |"


def main():
    rules, found = register(), functions()
    graph = c_graph.Graph(ROOT, "shared/*.c", "shared/*.h", "services/*.c", "services/*.h")
    all_rows = rows(graph)
    for function in found.values():
        place(graph, function, all_rows)
        function.cases = cases(function.name)
    wrong = sorted(set(faults(rules, found)))
    text = "\n".join(page(rules, found)) + "\n"
    if "--write" in sys.argv:
        with open(os.path.join(ROOT, PAGE), "w", encoding="utf-8") as file:
            file.write(text)
    elif text != read(PAGE):
        wrong.append(f"{PAGE} is out of date: run tests/lint/rule_index.py --write")
    print("\n".join(wrong), end="\n" if wrong else "")
    sys.exit(1 if wrong else 0)


main()
