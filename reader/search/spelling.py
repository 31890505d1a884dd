"""Fold British and American spellings into one, so that either finds both.

The rules run on what is indexed and on what is asked, so a rule may be broader than English is (`aerobic` becomes
`erobic` on both sides), as long as it doesn't make one word out of two: `toe` and `shoe` keep their o,
`four` and `hour` their u.
"""

import re

_PAIRS = {
    "ageing": "aging",
    "analogue": "analog",
    "centigrade": "celsius",
    "cheque": "check",
    "counsellor": "counselor",
    "counsellors": "counselors",
    "defence": "defense",
    "draught": "draft",
    "enrol": "enroll",
    "enrols": "enrolls",
    "enrolment": "enrollment",
    "fulfil": "fulfill",
    "fulfils": "fulfills",
    "grey": "gray",
    "greys": "grays",
    "haem": "heme",
    "instil": "instill",
    "judgement": "judgment",
    "judgements": "judgments",
    "licence": "license",
    "licences": "licenses",
    "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers",
    "mcg": "ug",
    "mould": "mold",
    "moulds": "molds",
    "mouldy": "moldy",
    "offence": "offense",
    "practise": "practice",
    "practised": "practiced",
    "practises": "practices",
    "practising": "practicing",
    "programme": "program",
    "programmes": "programs",
    "pyjamas": "pajamas",
    "sceptic": "skeptic",
    "sceptical": "skeptical",
    "skilful": "skillful",
    "tyre": "tire",
    "tyres": "tires",
    "wilful": "willful",
}
_OUR = (
    "arm|behavi|cand|clam|col|demean|discol|disfav|dol|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc"
    "|rig|rum|sav|splend|tum|val|vap|vig"
)
_DOUBLED = (
    "cancel|channel|counsel|dial|equal|fuel|initial|label|level|marvel|model|panel|pedal|quarrel|rival|shovel|signal"
    "|spiral|swivel|total|travel|tunnel"
)
_RULES = tuple(
    (needle, re.compile(pattern), replacement)
    for needle, pattern, replacement in (
        ("ae", r"ae(?!l$)", "e"),  # haemorrhage, leukaemia; but Israel
        ("oe", r"oe(?!s?$)", "e"),  # oedema, oestrogen, diarrhoea; but toe, shoes
        ("our", rf"({_OUR})our", r"\1or"),  # tumour, behavioural
        ("is", r"(?<=..)is(?=(?:e|ed|es|er|ers|ing|able|ation|ations|ational)$)", "iz"),  # hospitalised
        ("lys", r"lys(?=(?:e|ed|er|ers|ing)$)", "lyz"),  # analyse; but analyses, which may be of analysis
        ("tre", r"(?<=cen|lit|met|tit|hea|goi|spe|lus)tre(?=[sd]?$)", "ter"),
        ("re", r"(fib|calib|sab|lit|met)re(?=[sd]?$)", r"\1er"),
        ("logue", r"logue(?=s?$)", "log"),
        ("ll", rf"({_DOUBLED})l(?=(?:ed|ing|er|ers)$)", r"\1"),
        ("sulph", r"sulph", "sulf"),
        ("leuc", r"leuc(?=o|a)", "leuk"),
    )
)
_SHORTEST = 5  # letters; of shorter words the pairs say all, and many are abbreviations
_PREFIX_ENDS = (
    (re.compile(r"[ao]e"), "e"),
    (re.compile(rf"({_OUR})ou$"), r"\1o"),
    (re.compile(r"(?<=..)is(?=(?:|a|at|ati|atio|in)$)"), "iz"),
)


def fold_spelling(word: str) -> str:
    """Return the one spelling of `word`, which is in lower case."""
    if len(word) < _SHORTEST:
        return _PAIRS.get(word, word)
    word = _PAIRS.get(word, word)
    for needle, pattern, replacement in _RULES:
        if needle in word:
            word = pattern.sub(replacement, word)
    return word


def fold_beginning(letters: str) -> tuple[str, ...]:
    """Return the beginnings that a word still being typed may have in the index: `tumou` goes on as tumor."""
    found = {letters: None, fold_spelling(letters): None}
    changed = letters
    for pattern, replacement in _PREFIX_ENDS:
        changed = pattern.sub(replacement, changed)
        found[changed] = None
    return tuple(found)


def beginnings(form: str) -> set[str]:
    """Return with which two letters a word of ASCII letters may begin whose form begins as `form` does."""
    first, second = form[:1], form[1:2]
    found = {first + second} | {word[:2] for word, other in _PAIRS.items() if other[:2] == first + second}
    if first == "e":
        found |= {"ae", "oe"}
    if second == "e":
        found |= {first + "a", first + "o"}
    return found
