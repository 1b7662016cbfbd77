"""Who uses what in our C code, read from the text.

The house style makes this possible without a compiler: whatever stands at the start of a line outside of braces
begins a definition.  A chunk is one such definition (a function, a table, a macro) with the identifiers in it; a
name that is static is meant only within its own file.
"""
import re
import subprocess
from collections import defaultdict

IDENT = re.compile(r"[A-Za-z_]\w*")
COMMENT = re.compile(r"/\*.*?\*/", re.S)


def identifiers(text):
    """The names that a piece of code uses: not those in strings, of members, or of types."""
    text = re.sub(r'"(?:\\.|[^"\\])*"', '""', text)
    text = re.sub(r"(?:\.|->)\s*[A-Za-z_]\w*|\b(?:struct|enum|union)\s+\w+", " ", text)
    return set(IDENT.findall(text))


class Chunk:
    def __init__(self, file, name, text):
        self.file, self.name, self.text = file, name, text
        self.static = text.lstrip().startswith("static")
        self.uses = identifiers(text) - {name}


def files(root, *patterns):
    found = subprocess.run(["git", "-C", root, "ls-files", "-c", "-o", "--exclude-standard", *patterns], check=True, capture_output=True, text=True)
    return sorted(set(found.stdout.split()))


def name_of(text):
    """The name that a definition gives, or None for a declaration, a type, an include."""
    if text.startswith("#define"):
        return IDENT.findall(text)[1]
    if text.startswith("#") or not re.search(r"[={]", text) or re.match(r"(?:struct|enum|union)\s+\w+\s*\{", text):
        return None
    head = re.split(r"[={;]", text, maxsplit=1)[0]
    if "(" in head:
        called = re.match(r"(?:.*?[\s*])??([A-Za-z_]\w*)\(", head, re.S)
        return called.group(1) if called else None
    words = IDENT.findall(re.sub(r"\[.*?\]", "", head))
    return words[-1] if len(words) > 1 else None


def chunks(root, file):
    """The definitions of a file, comments left out."""
    with open(f"{root}/{file}", encoding="utf-8") as source:
        text = COMMENT.sub(lambda m: "\n" * m.group(0).count("\n"), source.read())
    text = re.sub(r"\\\n", " ", text)
    depth, start, out = 0, 0, []
    position = 0
    while position < len(text):
        c = text[position]
        if c == '"' or c == "'":
            end = position + 1
            while text[end] != c:
                end += 2 if text[end] == "\\" else 1
            position = end
        elif c == "#" and depth == 0 and text[start:position].strip() == "":
            end = text.find("\n", position)
            out.append(text[position:end])
            position, start = end, end
        elif c == "{":
            depth += 1
        elif c == "}":
            depth -= 1
            if depth == 0 and text[position + 1] == "\n" and "=" not in text[start:position].split("{")[0]:
                out.append(text[start:position + 1])
                start = position + 1
        elif c == ";" and depth == 0:
            out.append(text[start:position + 1])
            start = position + 1
        position += 1
    for piece in out:
        name = name_of(piece.strip())
        if name:
            yield Chunk(file, name, piece.strip())


class Graph:
    """All chunks of the code, and from each name the chunks that use it."""

    def __init__(self, root, *patterns):
        self.chunks, self.users = [], defaultdict(list)
        for file in files(root, *patterns):
            self.chunks.extend(chunks(root, file))
        for chunk in self.chunks:
            for name in chunk.uses:
                self.users[name].append(chunk)

    def users_of(self, chunk):
        for user in self.users[chunk.name]:
            if user is not chunk and (not chunk.static or user.file == chunk.file):
                yield user

    def reach(self, chunk, stop=lambda c: False):
        """Every chunk from which this one is reached; the way ends where stop says so."""
        seen, todo = {id(chunk): chunk}, [chunk]
        while todo:
            for user in self.users_of(todo.pop()):
                if id(user) not in seen:
                    seen[id(user)] = user
                    if not stop(user):
                        todo.append(user)
        del seen[id(chunk)]
        return list(seen.values())
