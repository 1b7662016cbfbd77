"""Audit time, calculated a second time: ISO/IEC 27006-1:2024 annex C with exact fractions.

Written from the rules of the standard, not from the product's code; the numbers come from schemas/catalogue.
Days are fractions here (8.5 days are 17/2); the product counts half-days.
"""
import json
from fractions import Fraction
from math import ceil, floor, isqrt
from pathlib import Path

from asked import Outcome, given
from settings import chosen

ROOT = Path(__file__).resolve().parents[2]
HALF = Fraction(1, 2)
CURRENT = "27006-1:2024"
SETTINGS = ("rounding_mode", "stage1_ratio", "stage1_min")
PERSONS_MOST, PERCENT_MOST = 1_000_000, 300  # bounds of the product against slips of the pen


def packs():
    """Every edition of the standard in the catalogue, by id."""
    read = (json.loads(f.read_text()) for f in sorted((ROOT / "schemas/catalogue").glob("time-*.json")))
    return {pack["id"]: pack for pack in read}


PACKS = packs()


def up_to_half(days):
    """Never less than the exact value: up to the next half day."""
    return Fraction(ceil(days * 2), 2)


def nearest_half(days):
    """To the nearest half day, upwards when it is in the middle."""
    return Fraction(floor(days * 2 + HALF), 2)


def root_up(n):
    """The square root, rounded up to a whole number."""
    return isqrt(n - 1) + 1 if n > 0 else 0


def table(pack, persons):
    """Table C.1 in days; None beyond its last row."""
    for band in pack["bands"]:
        if persons <= band["persons_up_to"]:
            return Fraction(band["half_days"], 2)
    return None


def count_persons(q, out):
    """PER-1 to PER-7: everybody of all shifts; part-time by hours; identical simple work by the root."""
    full_time = max(q["full_time"], q.get("full_time_in_audit_period") or 0)
    week = Fraction(q.get("full_week_hours_tenths") or 400)
    part_heads, part = 0, Fraction(0)
    for line in q.get("part_times") or []:
        out.invalid_if(line["hours_tenths"] > week, "more than full-time hours")
        part_heads += line["persons"]
        part += line["persons"] * line["hours_tenths"] / week
    grouped_heads = grouped = 0
    for group in q.get("person_groups") or []:
        out.invalid_if(not 1 <= group["persons"] or group["effective"] > group["persons"], "group")
        least = root_up(group["persons"])
        complete = given(group["activity"]) and given(group.get("reason")) and given(group.get("approver"))
        out.refuse_if(not complete or group["high_risk"], "PER-5")
        out.refuse_if(0 < group["effective"] < least, "PER-3")
        grouped_heads += group["persons"]
        grouped += group["effective"] or least
    heads = full_time + part_heads + grouped_heads
    out.invalid_if(heads > PERSONS_MOST, "too many persons")
    return {
        "heads": heads,
        "full_time": full_time,
        "part_time_persons": ceil(part),
        "grouped_heads": grouped_heads,
        "grouped_persons": grouped,
        "effective": max(1, ceil(full_time + part + grouped)),
    }


def level(pack, score):
    return "high" if score >= pack["scores"]["high"] else "medium" if score >= pack["scores"]["medium"] else "low"


def matrix(pack, business, it):
    """Range of the factor matrix, with the end nearest to 0 as the proposal."""
    for cell in pack["matrix"]:
        if cell["business"] == level(pack, business) and cell["it"] == level(pack, it):
            return cell["low"], cell["high"], min(cell["low"], cell["high"], key=abs)
    raise LookupError("the matrix has a hole")


def sum_percent(q, pack, low, high, proposal, out):
    """FAC-1 and LIM-1: every deviation with its reason, all together never below the floor."""
    percent = q["percent"]
    out.refuse_if(percent != proposal and not given(q.get("percent_reason")), "FAC-1")
    out.refuse_if(not low <= percent <= high and q.get("deviation_approved_by") is None, "FAC-1")
    other = 0
    for change in q.get("adjustments") or []:
        out.refuse_if(not given(change.get("reason")), "FAC-1")
        other += change["percent"]
    out.invalid_if(percent + other > PERCENT_MOST, "too much")
    out.refuse_if(percent + other < pack["floor_percent"] or percent < pack["floor_percent"], "LIM-1")
    return other


def base_days(q, pack, persons, out):
    """TAB-1: beyond the table by hand, not below its end, with a reason."""
    base = table(pack, persons)
    if base is not None:
        return base
    manual = Fraction(q.get("manual_half_days") or 0, 2)
    out.refuse_if(manual * 2 < pack["beyond_half_days"] or not given(q.get("manual_reason")), "TAB-1")
    return manual


def changed(days, percent, floor, mode):
    """Days of the table with all changes, as half days; to the nearest never goes below the floor, which is rounded up."""
    exact = days * (100 + percent) / 100
    return up_to_half(exact) if mode == "up_half" else max(nearest_half(exact), up_to_half(days * (100 + floor) / 100))


def sample(kind, count, ungrouped):
    """How many of a group are visited: IAF MD 1 6.1.3 and 6.2.1."""
    if ungrouped:
        return ceil(Fraction(3, 10) * count) if kind == "surveillance" else count
    squared = 36 if kind == "surveillance" else 100  # of ten times the coefficient
    visit = 1
    while 100 * visit * visit < squared * count:
        visit += 1
    return visit


def visited_persons(sites, kind):
    """Persons of the sites that count for the time of an audit: the largest of each group."""
    groups = {}
    for site in sites:
        groups.setdefault(site.get("group") or "", []).append(site["persons"])
    for name, persons in groups.items():
        yield from sorted(persons, reverse=True)[: sample(kind, len(persons), name == "")]


def several_sites(q, pack, percent, single, mode, out):
    """MST-1 to MST-4: central function and every visited site by itself, never less than as one site."""
    centrals = [s for s in q["sites"] if s.get("central")]
    others = [s for s in q["sites"] if not s.get("central")]
    site_percent = q["site_percent"] if q.get("site_percent") is not None else percent
    out.invalid_if(len(centrals) != 1, "one central function")
    out.refuse_if(site_percent < pack["site_floor_percent"], "MST-3")
    if out.bad:
        return None
    floor, site_floor = pack["floor_percent"], pack["site_floor_percent"]
    parts = {kind: [(centrals[0]["persons"], percent, floor)] + [(n, site_percent, site_floor) for n in visited_persons(others, kind)]
             for kind in ("initial", "surveillance", "recertification")}
    visited = {n for kind in parts for n, _, _ in parts[kind]}
    out.invalid_if(any(table(pack, n) is None for n in visited), "a site beyond the table")
    if out.bad:
        return None
    days = {kind: [changed(table(pack, n), p, least, mode) for n, p, least in parts[kind]] for kind in parts}
    raised = sum(days["initial"]) < single
    return {
        "answer": {
            "sites": len(others),
            "visited": len(parts["initial"]) - 1,
            "visited_surveillance": len(parts["surveillance"]) - 1,
            "central_half_days": days["initial"][0] * 2,
            "sites_half_days": sum(days["initial"][1:]) * 2,
            "single_half_days": single * 2,
            "raised_to_single": raised,
        },
        "initial": max(sum(days["initial"]), single),
        "surveillance": max(sum(up_to_half(d / 3) for d in days["surveillance"]), up_to_half(single / 3) if raised else 0),
        "recertification": max(sum(up_to_half(d * 2 / 3) for d in days["recertification"]), up_to_half(single * 2 / 3) if raised else 0),
    }


def audit_time(q):
    """The whole question; see Outcome for what comes back."""
    out = Outcome()
    pack = PACKS.get(q.get("pack") or CURRENT)
    out.invalid_if(pack is None, "no such pack")
    if out.bad:
        return out
    body = chosen(SETTINGS, q.get("settings"), out)
    if out.bad:
        return out
    out.invalid_if(any(f not in (1, 2, 3) for f in q["business_factors"] + q["it_factors"]), "factors")
    persons = count_persons(q, out)
    base = base_days(q, pack, persons["effective"], out)
    business, it = sum(q["business_factors"]), sum(q["it_factors"])
    low, high, proposal = matrix(pack, business, it)
    other = sum_percent(q, pack, low, high, proposal, out)
    percent = q["percent"] + other
    add = Fraction(q.get("add_half_days") or 0, 2)
    out.refuse_if(add > 0 and not given(q.get("add_reason")), "FAC-1")
    share = q["stage1_percent"] if q.get("stage1_percent") is not None else body["stage1_ratio"]
    out.refuse_if(not 20 <= share <= 40, "LIM-10")
    single = changed(base, percent, pack["floor_percent"], body["rounding_mode"])
    total, surveillance, recertification, sites = single + add, None, None, None
    if len(q.get("sites") or []) > 1:
        sites = several_sites(q, pack, percent, single, body["rounding_mode"], out)
        if sites is not None:
            # Days on top are part of every total (3.5): a third and two thirds of them come on top as well.
            total = sites["initial"] + add
            surveillance = sites["surveillance"] + up_to_half(add / 3)
            recertification = sites["recertification"] + up_to_half(add * 2 / 3)
    if out.bad:
        return out
    if sites is None:
        surveillance, recertification = up_to_half(total / 3), up_to_half(total * 2 / 3)
    stage1 = max(Fraction(body["stage1_min"], 2), nearest_half(total * share / 100))
    direct = total * pack["direct_percent"] / 100
    steps = [
        ("persons", "persons", persons["effective"]), ("base", "half-days", base * 2),
        ("business_score", "score", business), ("it_score", "score", it),
        ("range_low", "percent", low), ("range_high", "percent", high), ("proposal", "percent", proposal),
        ("percent_matrix", "percent", q["percent"]), ("percent_other", "percent", other), ("percent_sum", "percent", percent),
        ("adjusted", "millidays", base * (100 + percent) / 100 * 1000), ("added", "half-days", (total - single) * 2),
        ("total", "half-days", total * 2), ("stage1", "half-days", stage1 * 2), ("stage2", "half-days", (total - stage1) * 2),
        ("onsite_minimum", "hundredths", direct * 100),
        ("surveillance", "half-days", surveillance * 2), ("recertification", "half-days", recertification * 2),
    ]
    out.answer = {
        "pack": pack["id"], "persons": persons, "base_half_days": base * 2, "percent_sum": percent,
        "total_half_days": total * 2, "stage1_half_days": stage1 * 2, "stage2_half_days": (total - stage1) * 2,
        "surveillance_half_days": surveillance * 2, "recertification_half_days": recertification * 2,
        "onsite_minimum_tenths": ceil(direct * 10), "sites": sites and sites["answer"],
        "steps": [{"step": name, "unit": unit, "value": value} for name, unit, value in steps],
    }
    return out
