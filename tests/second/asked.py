"""What both second calculations share: how an outcome is told, and whether a question fits the published API."""
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = json.loads((ROOT / "schemas/api/rules.openapi.json").read_text())["components"]["schemas"]
TYPES = {"integer": int, "string": str, "boolean": bool, "array": list, "object": dict, "null": type(None)}


def given(text):
    """A text with more in it than spaces."""
    return text is not None and text.strip() != ""


class Outcome:
    """An answer, or every reason against one: ids of rules, and whether the input is out of range."""

    def __init__(self):
        self.refused, self.invalid, self.answer = set(), [], None

    @property
    def bad(self):
        return bool(self.refused or self.invalid)

    def refuse_if(self, broken, rule):
        if broken:
            self.refused.add(rule)

    def invalid_if(self, broken, why):
        if broken:
            self.invalid.append(why)


def fits(value, schema):
    """Does a value fit its schema in the published API?  As much of JSON Schema as these questions use."""
    if "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rsplit("/", 1)[1]]
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(type(value) is TYPES[t] for t in types):
        return False
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int):
        return schema.get("minimum", value) <= value <= schema.get("maximum", value)
    if isinstance(value, str):
        return schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)) and value in schema.get("enum", [value])
    if isinstance(value, list):
        return schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)) and all(fits(v, schema["items"]) for v in value)
    known = schema["properties"]
    return (all(name in known and (v is None and name not in schema["required"] or fits(v, known[name])) for name, v in value.items())
            and all(value.get(name) is not None for name in schema["required"]))
