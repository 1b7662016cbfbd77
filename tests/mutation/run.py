#!/usr/bin/env python3
"""Do the tests of the rules notice when a rule is broken?

    tests/mutation/run.py [--sample N] [--seed N] [--file NAME]... [--jobs N]

Breaks every function and table of shared/rules/*.c and every number of limits.def in small ways (breaks.py), one at a time
and on a copy, builds again what holds it and runs the unit tests of the rules until one fails.  The tests themselves are built
once, with the numbers as they are: comparing limits.def with its catalogue notices nothing here.  What no test notices
survives; survivors.txt says of each known one why nothing can notice it.  Ends with 1 below 95 % or when a survivor has no reason.

    --sample N   only N of the breaks, drawn with --seed
    --file NAME  only breaks of shared/rules/NAME.c; limits stands for limits.def
"""
import argparse
import collections
import multiprocessing
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from breaks import Source

ROOT = Path(__file__).resolve().parents[2]
LEAST_PERCENT = 95
LIMITS = "limits.def"  # every rule may hold a number of it
LIMIT_SECONDS = 10  # of one test program: a hang is noticed, too
FLAGS = ["-std=gnu17", "-D_GNU_SOURCE", "-O0", "-w", "-fPIC"]
COPIED = ["shared/base", "shared/rules", "shared/crypto", "schemas/catalogue", "tests/unit"]


def rule_files(root):
    """Every file with rules; *_data.c holds lists that a test compares with schemas/catalogue word for word."""
    rules = root / "shared/rules"
    return sorted(f for f in [*rules.glob("*.c"), rules / LIMITS] if not f.name.endswith("_data.c"))


def test_programs(root):
    """The tests that link the rules and nothing that needs a service: name -> source."""
    found = {}
    for source in sorted((root / "tests/unit").glob("test_*.c")):
        first = re.match(r"/\* links: ([a-z0-9_ ]+)\*/", source.read_text())
        links = first.group(1).split() if first else ["sw_base", "sw_rules"]
        if "sw_rules" in links and set(links) <= {"sw_base", "sw_rules", "sw_crypto"} and '"rules/' in source.read_text():
            found[source.stem.removeprefix("test_")] = source
    return found


def compiled(command, where):
    return subprocess.run(command, cwd=where, capture_output=True, text=True)


def must(done):
    if done.returncode != 0:
        sys.exit(f"it does not build: {' '.join(done.args)}\n{done.stderr}")


class Copy:
    """A copy of what is broken and of its tests, built without sanitizers."""

    def __init__(self, place):
        self.place = Path(place)
        for folder in COPIED:
            if (ROOT / folder).exists():
                shutil.copytree(ROOT / folder, self.place / folder)
        self.out = self.place / "out"
        self.out.mkdir()
        packages = subprocess.run(["pkg-config", "--cflags", "--libs", "check", "jansson", "libsodium", "openssl"], capture_output=True, text=True, check=True).stdout.split()
        self.objects = {}
        for source in sorted((self.place / "shared/rules").glob("*.c")):
            self.objects[source.name] = self.out / f"{source.stem}.o"
            must(self.compile(source))
        base = [str(f) for folder in ("base", "crypto") for f in sorted((self.place / "shared" / folder).glob("*.c"))]
        must(compiled(["gcc", *FLAGS, "-shared", "-Ishared", *base, "-o", "out/libbase.so", *packages], self.place))
        must(self.link())
        self.tests, helpers = {}, [str(f) for f in [self.place / "tests/unit/cases.c"]]
        for name, source in test_programs(self.place).items():
            self.tests[name] = self.out / name
            must(compiled(["gcc", *FLAGS, "-O1", "-Ishared", "-Itests/unit", f'-DSW_SOURCE_DIR="{self.place}"', str(source), *helpers, "-o", str(self.tests[name]),
                           "-Lout", "-lrules", "-lbase", f"-Wl,-rpath,{self.out}", *packages], self.place))
        self.sources = {f.name: f.read_text() for f in rule_files(self.place)}
        self.order = {name: self.likely_tests(name) for name in self.sources}

    def compile(self, source):
        return compiled(["gcc", *FLAGS, "-Ishared", "-c", str(source), "-o", str(self.objects[source.name])], self.place)

    def link(self):
        return compiled(["gcc", "-shared", "-fuse-ld=gold", *map(str, self.objects.values()), "-o", "out/librules.so"], self.place)

    def likely_tests(self, file):
        """Tests that name a function of the file first: most breaks are noticed by the first one."""
        names = [f[0] for f in Source(file, self.sources[file]).functions]
        calls = {test: sum(len(re.findall(rf"\b{n}\b", (self.place / f"tests/unit/test_{test}.c").read_text())) for n in names) for test in self.tests}
        return sorted(self.tests, key=lambda test: (test != file.removesuffix(".c"), -calls[test], test))

    def noticed_by(self, file):
        """The first test that fails, or None."""
        for test in self.order[file]:
            try:
                done = subprocess.run([self.tests[test]], cwd=self.place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=LIMIT_SECONDS, env={"CK_FORK": "no"})
            except subprocess.TimeoutExpired:
                return test + " (hangs)"
            if done.returncode != 0:
                return test
        return None

    def try_break(self, one):
        """The test that noticed, None when none did, or "does not build"."""
        source = self.place / "shared/rules" / one.path
        built = sorted(source.parent.glob("*.c")) if one.path == LIMITS else [source]
        whole = {f.name: self.objects[f.name].read_bytes() for f in built}
        try:
            source.write_text(one.apply(self.sources[one.path]))
            if any(self.compile(f).returncode != 0 for f in built) or self.link().returncode != 0:
                return "does not build"
            by = self.noticed_by(one.path)
            if by is not None:  # what was noticed by this test once is likely noticed by it again
                self.order[one.path].sort(key=lambda test: test != by)
            return by
        finally:
            source.write_text(self.sources[one.path])
            for name, content in whole.items():
                self.objects[name].write_bytes(content)


COPY = None  # of this process


def start_worker(queue):
    global COPY
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    COPY = Copy(queue.get())


def work(one):
    return one, COPY.try_break(one)


def read_survivors(file):
    """Known survivors: (file, function, old line, new line) -> reason."""
    known, entry = {}, {}
    for line in [*file.read_text().splitlines(), ""]:
        if line.startswith("#"):
            continue
        if line.strip() == "" and entry:
            known[entry["of"] + (entry["-"], entry["+"])] = entry["why"].strip()
            entry = {}
        elif line[:2].rstrip() in ("-", "+"):
            entry[line[0]] = line[2:].strip()
        elif line.startswith("  "):
            entry["why"] = entry.get("why", "") + " " + line.strip()
        elif line.strip():
            entry["of"] = tuple((line.split(maxsplit=1) + [""])[:2])
    return known


def wanted_breaks(args):
    files = [f for f in rule_files(ROOT) if not args.file or f.stem in args.file]
    all_breaks = [b for f in files for b in Source(f.name, f.read_text()).all()]
    return random.Random(args.seed).sample(all_breaks, min(args.sample, len(all_breaks))) if args.sample else all_breaks


def try_all(wanted, jobs):
    """Break and test, `jobs` at a time, each worker in a copy of its own."""
    with tempfile.TemporaryDirectory(prefix="sealwright-breaks.") as place:
        queue = multiprocessing.Queue()
        for i in range(jobs):
            queue.put(f"{place}/{i}")
        with multiprocessing.Pool(jobs, start_worker, (queue,)) as pool:
            yield from pool.imap_unordered(work, wanted)


def told(one):
    return f"shared/rules/{one.path}:{one.line} {one.function}: {one.old_line}  ->  {one.new_line}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sample", type=int, default=0)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--file", action="append")
    arguments.add_argument("--jobs", type=int, default=2)
    args = arguments.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # who is told to stop clears up first
    known, started = read_survivors(Path(__file__).with_name("survivors.txt")), time.monotonic()
    noticed, survived, unexplained, seen = collections.Counter(), collections.Counter(), [], set()
    for one, by in try_all(wanted_breaks(args), args.jobs):
        if by == "does not build":
            continue
        if by is not None:
            noticed[one.path] += 1
            continue
        survived[one.path] += 1
        key = (one.path, one.function, one.old_line, one.new_line)
        seen.add(key)
        if key not in known:
            unexplained.append(one)
    for one in sorted(unexplained, key=told):
        print(f"survived: {told(one)}")
    if not args.sample:
        for key in sorted(k for k in known if k not in seen and (not args.file or Path(k[0]).stem in args.file)):
            print(f"is noticed by now, take it out of survivors.txt: {' '.join(key[:2])}: {key[3]}")
        for path in sorted(noticed | survived):
            print(f"{path:24} {noticed[path] + survived[path]:5} breaks, {survived[path]:3} survived")
    total, lost = noticed.total() + survived.total(), survived.total()
    share = 100 * (total - lost) / max(total, 1)
    print(f"{lost - len(unexplained)} survivors are explained in survivors.txt, {len(unexplained)} are not; {time.monotonic() - started:.0f} s")
    print(f"{total} breaks, {total - lost} noticed, {lost} survived ({share:.1f} %)")
    return share < LEAST_PERCENT or bool(unexplained)


if __name__ == "__main__":
    sys.exit(main())
