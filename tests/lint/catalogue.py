#!/usr/bin/env python3
"""Every value of schemas/catalogue says how certain it is and where it comes from.

A file has "about": for each of its other members {certainty, source}; or each entry of a list carries the two itself.
"""
import glob
import json
import os
import sys

FRAME = {"id", "version", "document", "amendments", "note", "about"}
CERTAINTIES = {"source", "expert", "compare", "product"}


def said(about):
    return isinstance(about, dict) and about.get("certainty") in CERTAINTIES and len(about.get("source", "")) >= 10


def faults(name, root):
    for frame in ("id", "version", "note"):
        if frame not in root:
            yield f"{name}: no {frame}"
    about = root.get("about", {})
    for member, value in root.items():
        if member in FRAME or said(about.get(member)):
            continue
        for entry in value if isinstance(value, list) else [None]:
            if not said(entry):
                yield f"{name}: {member}{'' if entry is None else ' ' + str(entry.get('name', entry))} has no certainty and source"
    for member in about:
        if member not in root:
            yield f"{name}: about {member}, which is not there"


folder = os.path.join(os.path.dirname(os.path.realpath(__file__)), "../../schemas/catalogue")
wrong = [fault for path in sorted(glob.glob(f"{folder}/*.json")) for fault in faults(os.path.basename(path), json.load(open(path, encoding="utf-8")))]
print("\n".join(wrong), end="\n" if wrong else "")
sys.exit(1 if wrong else 0)
