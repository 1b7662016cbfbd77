"""Which sites an audit visits, calculated a second time: IAF MD 1 clause 6, ISO/IEC 27006-1:2024 9.1.5.

How many follows the standards; which ones follows the draw that shared/rules/site_sample.h promises at its top, so that
anybody with the seed can repeat it.
"""
import re
from fractions import Fraction
from math import ceil

from asked import Outcome, given

SITES_MOST, GROUPS_MOST = 5000, 32
WORD = (1 << 64) - 1


def ticket(seed, site_id):
    """FNV-1a over seed, a zero byte and the id, then the output step of splitmix64; 64 bits."""
    h = 14695981039346656037
    for byte in seed + b"\0" + site_id:
        h = (h ^ byte) * 1099511628211 & WORD
    h = h + 0x9E3779B97F4A7C15 & WORD
    h = (h ^ h >> 30) * 0xBF58476D1CE4E5B9 & WORD
    h = (h ^ h >> 27) * 0x94D049BB133111EB & WORD
    return h ^ h >> 31


def size_of(kind, sites, sampled, effective, reason, out):
    """Sites to visit of one group, of these at random, and the coefficient in tenths (0: not sampled)."""
    if not sampled:  # 6.2.1: sites that differ
        return (ceil(Fraction(3, 10) * sites) if kind == "surveillance" else sites), 0, 0
    tenths = 6 if kind == "surveillance" else 10
    if kind == "recertification" and effective:
        out.refuse_if(not given(reason), "SMP-0")
        tenths = 8
    visit = next(y for y in range(1, sites + 1) if 100 * y * y >= tenths * tenths * sites)
    return visit, ceil(Fraction(visit, 4)), tenths


def sample_size(q):
    out = Outcome()
    visit, random, tenths = size_of(q["kind"], q["sites"], not q.get("all_sites"), q.get("effective"), q.get("effective_reason"), out)
    if not out.bad:
        out.answer = {"visit": visit, "random_minimum": random, "coefficient_tenths": tenths, "central": True}
    return out


def check_list(q, out):
    """SMP-8: a frozen list with each site once and one central function; MSN-4: new sites are a set of their own."""
    ids = [s["id"] for s in q["sites"]]
    centrals = sum(bool(s.get("central")) for s in q["sites"])
    extension = bool(q.get("extension"))
    out.invalid_if(re.fullmatch("([0-9a-fA-F]{2})+", q["seed"]) is None, "the seed is no hexadecimal")
    out.refuse_if(len(set(ids)) < len(ids), "SMP-8")
    out.refuse_if(centrals > 1 or (centrals == 0 and len(ids) > 1 and not extension), "SMP-8")
    out.refuse_if(extension and q["kind"] != "initial", "MSN-4")


def draw_group(q, sites, tickets, size):
    """The steps of the draw in one group: id -> why, for those that are picked."""
    visit, random, tenths = size
    order = sorted(sites, key=lambda s: (tickets[s["id"]], s["id"].encode()))
    why = {s["id"]: "random" for s in order[:random]}
    for s in sites:
        if s["id"] in why:
            continue
        if s.get("significant_risk") and (q["kind"] == "initial" or not s.get("visited")):
            why[s["id"]] = "risk"
        elif s.get("wanted"):
            why[s["id"]] = "judgement"
    rest = [s for s in order if s["id"] not in why]
    rest.sort(key=lambda s: bool(s.get("visited")))  # stable: the lowest ticket first among equals
    every_one = tenths == 0 and visit == len(sites)
    for s in rest[: max(0, visit - len(why))]:
        why[s["id"]] = "all" if every_one else "judgement"
    return why


def site_sample(q):
    out = Outcome()
    check_list(q, out)
    groups = {}
    for s in q["sites"]:
        if not s.get("central"):
            groups.setdefault(s.get("group") or "", []).append(s)
    out.invalid_if(len(groups) > GROUPS_MOST, "too many groups")
    sizes = {name: size_of(q["kind"], len(sites), name != "", q.get("effective"), q.get("effective_reason"), out)
             for name, sites in groups.items()}
    if out.bad:
        return out
    seed = bytes.fromhex(q["seed"])
    tickets = {s["id"]: ticket(seed, s["id"].encode()) for s in q["sites"]}
    why = {s["id"]: "central" for s in q["sites"] if s.get("central")}
    told = []
    for name, sites in groups.items():
        picked = draw_group(q, sites, tickets, sizes[name])
        why.update(picked)
        visit, random, tenths = sizes[name]
        told.append({"group": name, "sites": len(sites), "coefficient_tenths": tenths, "visit": visit, "random_minimum": random,
                     "picked": len(picked), "random": sum(w == "random" for w in picked.values())})
    out.answer = {"groups": told, "sites": [
        {"site_id": s["id"], "code": s.get("code"), "name": s.get("name"), "picked": s["id"] in why,
         "why": why.get(s["id"], "not_picked"), "ticket": f"{tickets[s['id']]:016x}"} for s in q["sites"]]}
    return out
