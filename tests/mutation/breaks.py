"""Small breaks of a C file, found by its tokens: one at a time, so that a test can notice each.

Works on this project's layout, which clang-format keeps: a function's body stands between "{" and "}" at the start of a
line, and binary operators have spaces around them.
"""
import re
from dataclasses import dataclass

TOKEN = re.compile(r"""
    (?P<skip>/\*.*?\*/|\s+|\\\n)
  | (?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
  | (?P<number>0[xX][0-9a-fA-F]+|\d+)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<mark>\#|<<=|>>=|\+\+|--|->|\+=|-=|\*=|/=|%=|\|=|&=|\^=|<<|>>|<=|>=|==|!=|&&|\|\||\.\.\.|.)
""", re.S | re.X)

OTHER = {"<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"], "==": ["!="], "!=": ["=="], "&&": ["||"], "||": ["&&"],
         "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["/"], "+=": ["-="], "-=": ["+="], "^": ["|"], ">>": ["<<"], "|=": ["&="]}
WORDS = {"true": "false", "false": "true"}
DECLARES = {"const", "static", "struct", "enum", "int", "bool", "char", "size_t", "int64_t", "uint64_t", "uint32_t", "unsigned", "long", "void", "typedef"}
CONTROLS = {"return", "if", "for", "while", "switch", "case", "default", "else", "do", "goto"}


@dataclass(frozen=True)
class Break:
    """Replace text[start:end] by new."""
    path: str
    function: str  # "" at file scope
    line: int
    start: int
    end: int
    new: str
    old_line: str
    new_line: str

    def apply(self, text):
        return text[: self.start] + self.new + text[self.end :]


@dataclass
class Token:
    kind: str
    text: str
    start: int
    end: int


def tokens_of(text):
    """Tokens without comments and white space, and without #include lines."""
    found = [Token(m.lastgroup, m.group(), m.start(), m.end()) for m in TOKEN.finditer(text) if m.lastgroup != "skip"]
    hidden = [m.span() for m in re.finditer(r"^#include.*$|^# *(?:undef|if|endif|else).*$", text, re.M)]
    return [t for t in found if not any(a <= t.start < b for a, b in hidden)]


class Source:
    """A C file with what is needed to break it."""

    def __init__(self, path, text):
        self.path, self.text = path, text
        self.tokens = tokens_of(text)
        self.partner = self.match_brackets()
        self.functions = list(self.find_functions())

    def match_brackets(self):
        stack, partner = [], {}
        for i, t in enumerate(self.tokens):
            if t.kind == "mark" and t.text in "([{":
                stack.append(i)
            elif t.kind == "mark" and t.text in ")]}":
                if stack:
                    j = stack.pop()
                    partner[i], partner[j] = j, i
        return partner

    def find_functions(self):
        """(name, return type, start and end of the body) for every function."""
        for m in re.finditer(r"^([^\n{}#/]*)\n(\w+)\(([^;{}]*?)\)\n\{\n.*?^\}", self.text, re.M | re.S):
            body = self.text.index("\n{\n", m.start(2)) + 1
            yield m.group(2), m.group(1), body, m.end()

    def function_at(self, place):
        return next((f for f in self.functions if f[2] <= place < f[3]), None)

    def make(self, start, end, new):
        function = self.function_at(start)
        a = self.text.rfind("\n", 0, start) + 1
        b = self.text.find("\n", end)
        flat = lambda s: re.sub(r"\s+", " ", s.replace("\\\n", " ")).strip().removesuffix(" \\")
        return Break(self.path, function[0] if function else "", self.text.count("\n", 0, start) + 1, start, end, new,
                     flat(self.text[a:b]), flat(self.text[a:start] + new + self.text[end:b]))

    # ---- what is broken ----

    def operators(self):
        """< for <=, == for !=, + for -, && for ||, and a dropped ! or minus sign."""
        for i, t in enumerate(self.tokens):
            if t.kind != "mark":
                continue
            spaced = self.text[t.start - 1] in " \n" and self.text[t.end : t.end + 1] in (" ", "\n")
            if t.text == "<" and self.in_for(i):  # not past the end, which only the sanitizers would notice: without the last
                yield self.make(t.start, t.end, "+ 1 <")
            elif spaced and t.text in OTHER and not self.is_size(i):
                for new in OTHER[t.text]:
                    yield self.make(t.start, t.end, new)
            elif t.text == "!" or (t.text == "-" and not spaced and self.is_sign(i)):
                yield self.make(t.start, t.end, "")
            elif t.text in ("++", "--") and not self.in_for(i):
                yield self.make(t.start, t.end, {"++": "--", "--": "++"}[t.text])

    def numbers(self):
        """Every constant one higher and one lower."""
        for i, t in enumerate(self.tokens):
            if t.kind != "number" or self.is_size(i) or self.is_zero_value(i):
                continue
            value = int(t.text, 0)
            for new in (value + 1, value - 1):
                if new < 0 and self.in_for(i):  # an index below the list would be read
                    continue
                yield self.make(t.start, t.end, hex(new) if t.text.lower().startswith("0x") else f"({new})" if new < 0 else str(new))

    def words(self):
        for t in self.tokens:
            if t.kind == "name" and t.text in WORDS:
                yield self.make(t.start, t.end, WORDS[t.text])

    def conditions(self):
        """A guard that never or always holds; a choice the other way round."""
        for i, t in enumerate(self.tokens):
            if t.text in ("if", "while") and t.kind == "name" and self.text_of(i + 1) == "(" and self.function_at(t.start):
                a, b = self.tokens[i + 1].start, self.tokens[self.partner[i + 1]].end
                for new in ("(0)", "(1)") if t.text == "if" else ("(0)",):
                    yield self.make(a, b, new)
            elif t.text == "?" and t.kind == "mark":
                choice = self.choice(i)
                if choice:
                    (a, b), (c, d) = choice
                    yield self.make(a, d, self.text[c:d] + self.text[b:c] + self.text[a:b])

    def statements(self):
        """A statement that is not there: a fault that is not listed, a sum that is not made."""
        for i, t in enumerate(self.tokens):
            if not self.begins_statement(i) or t.text in CONTROLS | DECLARES or t.kind != "name" and t.text not in ("(", "*", "++", "--"):
                continue
            if t.kind == "name" and self.tokens[i + 1].kind == "name" or self.text_of(i + 1) == ":":
                continue  # a declaration, a label
            if t.text == "(" and self.text_of(i + 1) == "void" and self.text_of(i + 4) == ";":
                continue  # an unused parameter
            end = self.statement_end(i)
            if end is not None:
                yield self.make(t.start, self.tokens[end].end, ";")

    def results(self):
        """The opposite of what a function says."""
        for i, t in enumerate(self.tokens):
            function = self.function_at(t.start)
            if t.text != "return" or not function or "bool" not in function[1].split() or self.text_of(i + 1) in WORDS:
                continue
            end = self.statement_end(i)
            yield self.make(self.tokens[i + 1].start, self.tokens[end].start, f"!({self.text[self.tokens[i + 1].start:self.tokens[end].start]})")

    def rows(self):
        """A table without one of its rows; two neighbouring numbers of a table exchanged."""
        for m in re.finditer(r"^[ \t]*((?:\{|[A-Z][A-Z0-9_]*\()[^\n]*[})],)[ \t]*\\?$", self.text, re.M):
            yield self.make(m.start(1), m.end(1), "")
        for a, b, between in ((self.tokens[i], self.tokens[j], self.text[self.tokens[i].end : self.tokens[j].start])
                              for i in range(len(self.tokens)) for j in range(i + 1, min(i + 5, len(self.tokens)))):
            if (a.kind == b.kind == "number" and not self.function_at(a.start) and re.fullmatch(r"[\s,{}\\-]+", between) and a.text != b.text
                    and between.strip()):
                yield self.make(a.start, b.end, b.text + between + a.text)

    def all(self):
        seen = set()
        for found in (self.operators, self.numbers, self.words, self.conditions, self.statements, self.results, self.rows):
            for b in found():
                result = b.apply(self.text)
                if result != self.text and result not in seen:
                    seen.add(result)
                    yield b

    # ---- where a token stands ----

    def text_of(self, i):
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def line_of(self, i):
        t = self.tokens[i]
        return self.text[self.text.rfind("\n", 0, t.start) + 1 : self.text.find("\n", t.end)]

    def is_sign(self, i):
        before = self.tokens[i - 1]
        return before.text in ("(", ",", "{", "=", "return", "<", ">", "<=", ">=", "==", "!=", "?", ":", "+", "-", "*") and self.tokens[i + 1].kind in ("number", "name")

    def in_for(self, i):
        """Inside the parentheses of a for."""
        for j in range(i, max(i - 60, 0), -1):
            if self.text_of(j) == "for" and self.text_of(j + 1) == "(":
                return self.partner.get(j + 1, -1) > i
        return False

    def is_size(self, i):
        """Part of sizeof a / sizeof a[0], or the size of an array that is declared."""
        j = i
        while j > 0 and self.text_of(j) not in (";", "{", "}"):
            if self.text_of(j) == "sizeof" and i - j <= 8:
                return True
            j -= 1
        first = self.text_of(j + 1)
        return self.text_of(i - 1) == "[" and self.text_of(i + 1) == "]" and first in DECLARES and "=" not in [self.text_of(k) for k in range(j, i)]

    def is_zero_value(self, i):
        return self.text_of(i) == "0" and self.text_of(i - 1) == "{" and self.text_of(i + 1) == "}"

    def begins_statement(self, i):
        if not self.function_at(self.tokens[i].start):
            return False
        before = self.text_of(i - 1)
        if before in (";", "{", "}", "else", "do"):
            return not self.in_for(i) and self.statement_end(i) is not None
        if before == ")":
            opened = self.partner.get(i - 1, -1)
            return self.text_of(opened - 1) in ("if", "for", "while")
        return before == ":" and self.text_of(i - 3) == "case"

    def statement_end(self, i):
        """Where the statement's semicolon stands; None when it is not a simple statement."""
        j = i
        while j < len(self.tokens) and self.text_of(j) not in (";", "}", ","):
            j = self.partner[j] + 1 if self.text_of(j) in ("(", "[", "{") else j + 1
        return j if self.text_of(j) == ";" else None

    def choice(self, i):
        """The spans of the two values of a ?: choice."""
        j, depth = i + 1, 0
        while self.text_of(j) not in (":", ";") or depth:
            depth += {"?": 1, ":": -1}.get(self.text_of(j), 0) if self.tokens[j].kind == "mark" else 0
            j = self.partner[j] + 1 if self.text_of(j) in ("(", "[", "{") else j + 1
            if j >= len(self.tokens):
                return None
        colon = j
        j += 1
        while self.text_of(j) not in (";", ",", ")", "]", "}", ":"):
            j = self.partner[j] + 1 if self.text_of(j) in ("(", "[", "{") else j + 1
        return (self.tokens[i + 1].start, self.tokens[colon - 1].end), (self.tokens[colon + 1].start, self.tokens[j - 1].end)
