#!/usr/bin/env python3
"""How long each rule takes: microseconds a call, against the limit of 10.

    tests/bench/rules.py [--all]

A rule is pure, so it may be asked the same question again: the unit tests run with every function of shared/rules/*.h
wrapped, and for each case of theirs the wrapper asks some hundred times more and looks at the clock.  The inputs are so
those of the text tables and properties, and a new rule is measured as soon as it is tested.  The rules are built as in
a release.  Ends with 1 when a rule is above the limit.  --all prints every function, otherwise the ten slowest.
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT_US = 10.0
FLAGS = ["-std=gnu17", "-D_GNU_SOURCE", "-O3", "-DNDEBUG", "-fstack-protector-strong", "-D_FORTIFY_SOURCE=2", "-fPIE", "-w"]
HOLD_NO_RULES = {"vocabulary.h", "faults.h", "time_pack.h"}
PROTOTYPE = re.compile(r"^(?:SW_CHECKED )?((?:const )?(?:struct |enum )?\w+[ *]+)(rule_\w+)\(([^;{]*?)\)(?: __attribute__[^;]*)?;", re.M)
CASES, REPEATS = 300, 200

WRAPPER = """
#include <stdio.h>
#include <time.h>
%(includes)s
#define NAMED(f) { .name = #f }
static struct measured { const char *name; int cases; double sum_us, most_us; } all[] = { %(names)s };
static double
us(const struct timespec *a, const struct timespec *b)
{
    return ((double) (b->tv_sec - a->tv_sec) * 1e9 + (double) (b->tv_nsec - a->tv_nsec)) / 1e3 / %(repeats)d;
}
/* The thread's own time, and the quickest of five rounds: what else the machine does is not the rule's. */
#define MEASURE(index, call)                                                     \\
    if (all[index].cases < %(cases)d) {                                          \\
        double best = 1e9;                                                       \\
        struct timespec a, b;                                                    \\
        for (int round = 0; round < 5; round++) {                                \\
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &a);                                  \\
            for (int i = 0; i < %(repeats)d; i++) { call; __asm__ volatile("" ::: "memory"); } \\
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &b);                                  \\
            best = us(&a, &b) < best ? us(&a, &b) : best;                        \\
        }                                                                        \\
        all[index].cases++;                                                      \\
        all[index].sum_us += best;                                               \\
        all[index].most_us = best > all[index].most_us ? best : all[index].most_us; \\
    }
%(wrappers)s
__attribute__((destructor)) static void
tell(void)
{
    for (unsigned i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i].cases > 0)
            fprintf(stderr, "MEASURED %%s %%d %%f %%f\\n", all[i].name, all[i].cases, all[i].sum_us, all[i].most_us);
}
"""


def functions():
    """(name, return type, parameters) of every rule."""
    found = []
    for header in sorted((ROOT / "shared/rules").glob("*.h")):
        if header.name in HOLD_NO_RULES:
            continue
        text = re.sub(r"/\*.*?\*/", "", header.read_text(), flags=re.S)
        found += [(name, result.strip(), " ".join(parameters.split())) for result, name, parameters in PROTOTYPE.findall(text)]
    return found


def wrapper(index, name, result, parameters):
    given = ", ".join(re.search(r"(\w+)(?:\[\w*\])?$", p).group(1) for p in parameters.split(",")) if parameters not in ("", "void") else ""
    again = f"(void) __real_{name}({given})"
    head = f"{result} __real_{name}({parameters});\n{result}\n__wrap_{name}({parameters})\n{{\n    MEASURE({index}, {again});\n"
    return head + (f"    __real_{name}({given});\n}}\n" if result == "void" else f"    return __real_{name}({given});\n}}\n")


def run(command, **more):
    return subprocess.run([str(c) for c in command], cwd=ROOT, check=True, **more)


def test_programs():
    for source in sorted((ROOT / "tests/unit").glob("test_*.c")):
        first = re.match(r"/\* links: ([a-z0-9_ ]+)\*/", source.read_text())
        if '"rules/' in source.read_text() and (not first or set(first.group(1).split()) <= {"sw_base", "sw_rules", "sw_crypto"}):
            yield source


def build(place, rules):
    """The rules as one object, so that only calls from outside are wrapped, and what measures them."""
    for source in sorted((ROOT / "shared/rules").glob("*.c")):
        run(["gcc", *FLAGS, "-Ishared", "-c", source, "-o", place / f"{source.stem}.o"])
    run(["ld", "-r", *sorted(place.glob("*.o")), "-o", place / "all-rules.o"])
    includes = "\n".join(f'#include "rules/{h.name}"' for h in sorted((ROOT / "shared/rules").glob("*.h")))
    (place / "timed.c").write_text(WRAPPER % {
        "includes": includes, "names": ", ".join(f"NAMED({name})" for name, _, _ in rules), "repeats": REPEATS, "cases": CASES,
        "wrappers": "\n".join(wrapper(i, *rule) for i, rule in enumerate(rules))})
    run(["gcc", *FLAGS, "-Ishared", "-c", place / "timed.c", "-o", place / "timed.o"])


def measure(place, rules, source):
    program = place / source.stem
    packages = subprocess.run(["pkg-config", "--cflags", "--libs", "check", "jansson"], capture_output=True, text=True, check=True).stdout.split()
    wraps = [f"-Wl,--wrap={name}" for name, _, _ in rules]
    run(["gcc", *FLAGS, "-Ishared", "-Itests/unit", f'-DSW_SOURCE_DIR="{ROOT}"', source, "tests/unit/cases.c", place / "all-rules.o", place / "timed.o",
         *sorted((ROOT / "shared/base").glob("*.c")), *wraps, *packages, "-o", program])
    done = subprocess.run([program], capture_output=True, text=True, env={"CK_FORK": "no"})
    if done.returncode != 0:
        sys.exit(f"{source.name} fails when its rules are measured:\n{done.stdout}")
    for line in re.findall(r"^MEASURED (\S+) (\d+) (\S+) (\S+)$", done.stderr, re.M):
        yield line[0], int(line[1]), float(line[2]), float(line[3])


def main():
    rules, found = functions(), {}
    with tempfile.TemporaryDirectory(prefix="sealwright-bench.") as folder:
        build(Path(folder), rules)
        for source in test_programs():
            for name, cases, total, most in measure(Path(folder), rules, source):
                before = found.get(name, (0, 0.0, 0.0))
                found[name] = (before[0] + cases, before[1] + total, max(before[2], most))
    slowest = sorted(found.items(), key=lambda item: -item[1][2])
    above = [name for name, (_, _, most) in slowest if most > LIMIT_US]
    missing = [name for name, _, _ in rules if name not in found]
    for name, (cases, total, most) in slowest if "--all" in sys.argv else slowest[:10]:
        print(f"{name:34} {total / cases:7.3f} us on average, {most:7.3f} us at most, over {cases} cases")
    if missing:
        print(f"not measured, since no unit test calls them alone: {', '.join(missing)}")
    print(f"{len(found)} rules measured, the slowest took {slowest[0][1][2]:.2f} us (limit: {LIMIT_US:.0f} us)")
    return bool(above)


if __name__ == "__main__":
    sys.exit(main())
