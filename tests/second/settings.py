"""What a certification body chose, read a second time: schemas/catalogue/settings.json says how far it may go."""
import json
import re
from pathlib import Path

CATALOGUE = {s["name"]: s for s in json.loads((Path(__file__).resolve().parents[2] / "schemas/catalogue/settings.json").read_text())["settings"]}
NUMBER = re.compile("-?[0-9]{1,6}")


def value_of(setting, text, out):
    """The word or number of a text; refused where it would loosen the rule."""
    if setting["kind"] == "word":
        out.refuse_if(text in setting["loosened"], setting["rule"])
        out.invalid_if(text not in setting["words"] + setting["loosened"], "no word of this setting")
        return text
    if NUMBER.fullmatch(text) is None:
        out.invalid_if(True, "no whole number")
        return None
    out.refuse_if(not setting["min"] <= int(text) <= setting["max"], setting["rule"])
    return int(text)


def chosen(names, asked, out):
    """Each of the names with its value: the default, unless the question says another."""
    values = {name: CATALOGUE[name]["default"] for name in names}
    for one in asked or []:
        out.invalid_if(one["name"] not in values, "the answer does not depend on it")
        if one["name"] in values:
            values[one["name"]] = value_of(CATALOGUE[one["name"]], one["value"], out)
    return values
