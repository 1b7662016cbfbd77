"""Random questions, always the same ones for a seed: near every boundary of the standards, and some that must be refused."""
from audit_time import PACKS, matrix

BLANK = "   "


def near(r, *edges):
    """A number at, just below or just above one of the edges."""
    return r.choice(edges) + r.choice((-1, 0, 0, 1))


def some(r, share, value):
    """The value, or nothing in one of the other cases."""
    return value if r.random() < share else None


def reason(r, missing=0.03):
    return r.choice((None, "", BLANK)) if r.random() < missing else "recorded on paper"


def without_nothing(question):
    """Members that say nothing are left out, some of them sent as null, which is the same."""
    return {k: v for k, v in question.items() if v is not None or len(k) % 3 == 0}


def persons(r, pack):
    ends = [band["persons_up_to"] for band in pack["bands"]]
    return r.choice((near(r, *ends), near(r, *ends[:12]), r.randint(1, 300), r.randint(0, 2000), near(r, 1, 10701)))


def part_times(r):
    return [{"persons": r.choice((1, 1, 2, 3, r.randint(1, 60))), "hours_tenths": r.choice((1, 100, 133, 200, 267, 385, 400, near(r, 200, 399), near(r, 400)))}
            for _ in range(r.choice((0, 0, 1, 2, 3)))]


def groups(r):
    all_groups = []
    for _ in range(r.choice((0, 0, 0, 1, 1, 2, 4))):
        n = r.choice((1, 2, 3, near(r, 4, 9, 16, 100, 144, 400), near(r, r.randint(2, 60) ** 2), r.randint(1, 3000)))
        root = next(y for y in range(1, 2000) if y * y >= n)
        effective = r.choice((0, 0, root, root, root + 1, n, n, root - 1 if r.random() < 0.2 else root, n + 1 if r.random() < 0.1 else n))
        all_groups.append({"activity": r.choice(("call agents", "drivers", BLANK if r.random() < 0.05 else "field staff")), "persons": max(n, 1), "effective": effective,
                           "high_risk": r.random() < 0.03, "reason": reason(r), "approver": reason(r)})
    return all_groups


def time_sites(r, pack):
    """Sites of a client, in groups or unlike each other; in some questions the central function is missing or there twice."""
    if r.random() > 0.35:
        return r.choice((None, None, [], [{"persons": r.randint(1, 50)}]))
    names = r.choice((["branches"], ["branches"], ["branches", "depots"], ["branches", None], [None], ["a", "b", "c", ""]))
    sites = [{"persons": r.choice((near(r, 10, 15, 25, 45), r.randint(1, 200), persons(r, pack) or 1)), "group": r.choice(names)}
             for _ in range(r.choice((1, 2, 3, 4, 5, 9, 10, 16, 25, 26, r.randint(1, 120))))]
    for _ in range(r.choice((0, 2)) if r.random() < 0.06 else 1):
        sites.insert(r.randint(0, len(sites)), {"persons": r.choice((near(r, 10, 25, 45), r.randint(1, 100))), "central": True})
    return [without_nothing(s) for s in sites]


def percent(r, pack, scores):
    low, high, proposal = matrix(pack, *scores)
    floor = pack["floor_percent"]
    return r.choice((proposal, proposal, proposal, near(r, low, high), near(r, floor), r.randint(low, high), r.choice((-100, 0, 100, 300, 301, 400))))


def settings(r):
    """Choices of the body: mostly allowed ones, some that loosen a rule, are no value or belong to other answers."""
    allowed = {"rounding_mode": ["nearest", "nearest", "up_half"], "stage1_ratio": [str(r.randint(20, 40)), "20", "40", "030"], "stage1_min": ["2", "3", "3"]}
    spoilt = {"rounding_mode": ["down", "up", "2"], "stage1_ratio": ["19", "41", "-30", "30 %", "0.3", "1000000"], "stage1_min": ["1", "4", "+2", BLANK],
              "nc_minor_days": ["30"]}
    chosen = [{"name": name, "value": r.choice(allowed[name])} for name in r.sample(sorted(allowed), r.choice((1, 2, 3, 3)))]
    if r.random() < 0.1:  # the same one twice: the later counts
        chosen.append({"name": chosen[0]["name"], "value": r.choice(allowed[chosen[0]["name"]])})
    if r.random() < 0.08:
        name = r.choice(sorted(spoilt))
        chosen.insert(r.randint(0, len(chosen)), {"name": name, "value": r.choice(spoilt[name])})
    return chosen


def audit_time(r):
    pack = PACKS[r.choice(sorted(PACKS))]
    business = [r.choice((1, 2, 3)) for _ in range(3)]
    it = [r.choice((1, 2, 3)) for _ in range(3)]
    chosen = percent(r, pack, (sum(business), sum(it)))
    if r.random() < 0.02:
        r.choice((business, it))[r.randrange(3)] = r.choice((0, 4))
    full_time = persons(r, pack)
    site_floor = pack["site_floor_percent"]
    return without_nothing({
        "pack": r.choice((pack["id"], pack["id"], pack["id"], None, "27006:1999" if r.random() < 0.1 else None)),
        "full_time": full_time,
        "full_time_in_audit_period": some(r, 0.15, near(r, max(full_time, 1), 45)),
        "full_week_hours_tenths": some(r, 0.2, r.choice((350, 385, 400, 480))),
        "part_times": some(r, 0.5, part_times(r)),
        "person_groups": some(r, 0.5, groups(r)),
        "business_factors": business, "it_factors": it,
        "percent": chosen,
        "percent_reason": reason(r, 0.12),
        "deviation_approved_by": some(r, 0.7, "technical manager"),
        "adjustments": some(r, 0.4, [{"percent": r.choice((-5, -10, 5, 10, near(r, pack["floor_percent"] - chosen, 0), r.randint(-20, 40))), "reason": reason(r, 0.02)}
                                     for _ in range(r.choice((1, 1, 2, 3)))]),
        "manual_half_days": some(r, 0.8, near(r, pack["beyond_half_days"], 57, 60, 80)),
        "manual_reason": reason(r, 0.1),
        "add_half_days": some(r, 0.3, r.choice((0, 1, 1, 2, 3, 4, 7, 20))),
        "add_reason": reason(r, 0.05),
        "stage1_percent": some(r, 0.4, r.choice((20, 25, 30, 33, 35, 40, near(r, 20), near(r, 40)))) if r.random() < 0.98 else r.choice((0, 100)),
        "sites": time_sites(r, pack),
        "site_percent": some(r, 0.5, r.choice((0, -30, -40, site_floor, site_floor, near(r, site_floor), 10))),
        "settings": some(r, 0.6, settings(r)),
    })


def sample_size(r):
    square = r.randint(1, 70) ** 2
    return without_nothing({
        "kind": r.choice(("initial", "surveillance", "recertification")),
        "sites": r.choice((near(r, square), near(r, 5000, 1), r.randint(1, 5000), r.randint(1, 40))),
        "all_sites": some(r, 0.3, r.random() < 0.5),
        "effective": some(r, 0.5, r.random() < 0.7),
        "effective_reason": reason(r, 0.15),
    })


def site(r, i, names):
    return without_nothing({
        "id": r.choice((f"{r.getrandbits(64):016x}", f"site-{i}", f"Straße {i}")),
        "code": some(r, 0.5, f"S{i}"), "name": some(r, 0.3, f"Büro {i}"),
        "group": r.choice(names),
        "central": some(r, 0.2, False),
        "significant_risk": some(r, 0.2, r.random() < 0.6), "visited": some(r, 0.5, r.random() < 0.5), "wanted": some(r, 0.15, r.random() < 0.6),
    })


def site_sample(r):
    names = r.choice((["shops"], ["shops"], ["shops", "offices"], ["shops", None], [None, ""], ["a", "b", "c", "d", None],
                      [f"g{i}" for i in range(r.choice((31, 32, 33, 34)))]))
    count = r.choice((1, 1, 2, 3, 4, 5, 9, 10, 16, 17, 25, 26, r.randint(1, 60), r.randint(1, 60))) if len(names) < 30 else r.randint(100, 200)
    sites = [site(r, i, names) for i in range(count)]
    extension = some(r, 0.25, r.random() < 0.8)
    for _ in range(r.choice((0, 2)) if r.random() < 0.06 else 0 if extension and r.random() < 0.9 else 1):
        sites.insert(r.randint(0, len(sites)), {"id": f"central-{len(sites)}", "central": True})
    if r.random() < 0.02 and len(sites) > 1:
        sites[-1]["id"] = sites[0]["id"]
    seed = bytes(r.getrandbits(8) for _ in range(r.choice((8, 16, 32, 32, 64)))).hex()
    spoilt = r.random()
    return without_nothing({
        "kind": r.choice(("initial", "initial", "surveillance", "recertification")) if not extension or r.random() < 0.1 else "initial",
        "extension": extension,
        "effective": some(r, 0.4, r.random() < 0.7), "effective_reason": reason(r, 0.1),
        "seed": seed[:-1] if spoilt < 0.01 else "zz" + seed[2:] if spoilt < 0.02 else seed[:14] if spoilt < 0.03 else seed.upper() if spoilt < 0.1 else seed,
        "sites": sites,
    })


def misshapen(r, question):
    """One slip that the published shape does not allow."""
    key = r.choice(sorted(question))
    slip = r.choice(("unknown", "missing", "type"))
    if slip == "unknown":
        return question | {"colour": "blue"}
    if slip == "missing":
        return {k: v for k, v in question.items() if k != key}
    return question | {key: r.choice(("7", 2.5, -1000, True, [], {}, 10**9))}


def random_questions(r, times, samples):
    """Pairs of the name of the judgement and a question."""
    makers = [("audit-time", audit_time)] * times
    makers += [("site-sample", site_sample) if i % 3 else ("sample-size", sample_size) for i in range(samples)]
    for name, make in makers:
        question = make(r)
        yield name, misshapen(r, question) if r.random() < 0.02 else question
