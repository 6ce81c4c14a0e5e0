"""The language of a text, as far as its script and its smallest words tell."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from reader.language import tags

SEEN = 200_000  # characters that are looked at
SHARE = 0.08  # of all words must be among the small ones of a language
LEAD = 1.25  # so many times more than those of the next language
# The commonest small words. What two neighbours share tells nothing between them, and is left in:
# the others decide.
SMALL_WORDS = {
    "en": "the of and to in that is was for on with as be by this are from which not or shall",
    "de": "der die und das den von zu mit des im ist sich dem nicht ein eine auf für werden nach",
    "fr": "le la les de des et en un une du est que qui dans pour par sur au aux ne ou il",
    "es": "el la los las de y en que un una del se por con para es al no su lo como",
    "pt": "o a os as de e em que um uma do da dos das no na por com para ao não se",
    "it": "il la le gli di e che un una del della dei in per con è non nel si alla da",
    "nl": "de het een van en in is dat op te zijn met voor niet aan door ook wordt",
    "sv": "och att det som en på är av för med den till ett inte om har från",
    "da": "og at det som en på er af for med den til et ikke om har fra der",
    "nb": "og å det som en på er av for med den til et ikke om har fra seg",
    "fi": "ja on ei se että oli hän joka mutta kun ovat tai niin myös sen",
    "pl": "i w na z do się nie że jest o jak to przez po oraz od są za",
    "cs": "a v na se je že s z do o k i by ve pro nebo jako jsou",
    "sk": "a v na sa je že s z do o k aj by vo pre alebo ako sú",
    "hu": "a az és hogy nem is egy meg van ez azt csak el volt vagy",
    "ro": "și în de la a care cu pe nu din se un o este sau mai prin",
    "tr": "ve bir bu için ile da de olarak olan gibi daha ne en kadar veya",
    "id": "yang dan di dengan untuk dari ini itu dalam tidak pada adalah oleh atau",
    "vi": "và của là có được cho các trong không một với người này những",
    "sw": "na ya wa kwa ni katika la za cha kila haki yake au watu",
    "la": "et in est non ad ut cum quod sed qui si per ex quae sunt esse a ab",
    "eo": "la kaj de en estas al por ne kiu ke li kun aŭ estis sed",
    "ru": "и в не на что с как по это он для от за из к или его но",
    "uk": "і в не на що з як та до це він для від за або його але у",
    "bg": "и в на се от за да не е с по че са като при до или",
    "sr": "и у је на се да за од са не су као или што који би",
    "el": "και το να του η της με για την από τα ότι είναι στο οι δεν",
    "ar": "في من على أن إلى التي عن هذا مع ما لا هذه كل أو كان",
    "fa": "و در به از که این را با است برای آن یک می های شود",
    "ur": "کے میں کی ہے اور سے کا کو نے پر یہ کہ ہیں ایک",
    "hi": "के में की है और से का को ने पर यह कि हैं एक नहीं",
    "ne": "र को मा छ यो पनि गर्न भएको लागि हुने गरेको तथा वा",
}
BY_SCRIPT = {  # scripts that one language writes, or nearly so
    "HANGUL": "ko",
    "THAI": "th",
    "LAO": "lo",
    "TIBETAN": "bo",
    "MYANMAR": "my",
    "KHMER": "km",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "HEBREW": "he",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "SINHALA": "si",
    "MONGOLIAN": "mn",
    "GREEK": "el",
}
POLYTONIC = re.compile(r"[\u1f00-\u1fff]")
WORD = re.compile(r"[^\W\d_]+")
COUNTRIES_OF_CHINESE = {"cn": "zh", "sg": "zh", "hans": "zh", "tw": "zh-Hant", "hk": "zh-Hant"}


def language(words: str, stated: str = "") -> tuple[str, str]:
    """Return the tag of a language and why it may be that; ``("", "")`` if nobody can tell.

    ``stated`` is what the file says of itself, which counts if it is a tag and fits the script.
    """
    part = words[:SEEN]
    scripts = _scripts(part)
    script = scripts.most_common(1)[0][0] if scripts else ""
    found, why = _by_words(part, script) if script else ("", "")
    tag = _tag(stated)
    if tag and (not found or tag.partition("-")[0] == found.partition("-")[0]):
        return tag, "the file says so"
    return found, why


def _tag(stated: str) -> str:
    tag = stated.strip().replace("_", "-")
    main, _, rest = tag.partition("-")
    if main.lower() == "zh":
        return COUNTRIES_OF_CHINESE.get(rest.rpartition("-")[2].lower(), "zh")
    return tag if tag and tags.is_tag(tag) and main.lower() not in ("und", "mul", "zxx") else ""


def _scripts(words: str) -> Counter[str]:
    """Return how many letters of each script there are."""
    signs = Counter(sign for sign in words if sign.isalpha())
    found: Counter[str] = Counter()
    for sign, count in signs.items():
        found[unicodedata.name(sign, "").partition(" ")[0].partition("-")[0]] += count
    return found


def _by_words(words: str, script: str) -> tuple[str, str]:
    scripts = _scripts(words)
    if script in ("CJK", "HIRAGANA", "KATAKANA"):
        kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
        is_japanese = kana > scripts["CJK"] / 20
        return ("ja", "it has kana") if is_japanese else ("zh", "its characters are Chinese")
    if script == "GREEK" and len(POLYTONIC.findall(words)) * 20 > scripts["GREEK"]:
        return "grc", "it is Greek with all its accents; modern Greek in old spelling would be el"
    if script in BY_SCRIPT and script != "GREEK":
        return BY_SCRIPT[script], f"its letters are {script.capitalize()}"
    return _by_small_words(words)


def _by_small_words(words: str) -> tuple[str, str]:
    """Return the language whose small words stand there most often, if one clearly leads."""
    counts = Counter(word.lower() for word in WORD.findall(words))
    total = sum(counts.values())
    scores = {tag: _score(small.split(), counts) for tag, small in SMALL_WORDS.items()}
    first, second = sorted(scores, key=lambda tag: -scores[tag])[:2]
    hits = [word for word in SMALL_WORDS[first].split() if counts[word]]
    enough = sum(counts[word] for word in hits) >= max(3, SHARE * total)
    if not enough or scores[first] < LEAD * scores[second]:
        return "", ""
    shown = ", ".join(sorted(hits, key=lambda word: -counts[word])[:4])
    return first, f"it has small words such as {shown}"


def _score(small: Sequence[str], counts: Counter[str]) -> float:
    """Return how much speaks for a language: how many of its small words, and how often."""
    hits = [counts[word] for word in small if counts[word]]
    return float(sum(hits) * (len(hits) / len(small)) ** 0.5)
