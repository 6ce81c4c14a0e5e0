"""Ways of reading: marks, links, the numbers of notes, and what stands over the words."""

from __future__ import annotations

import pytest
from conftest import TEXT, choose, faults
from playwright.sync_api import Browser, Page, expect
from pypinyin import pinyin as readings

from reader.build import Build
from reader.language import chinese
from reader.language.words import without_tones
from reader.site.layout.numbers import numbered

WHOLE = f"texts/{TEXT}/"
WAYS = ("read", "study", "check")

SHARE = """() => {
  const count = (words) => words.split(/\\s+/).filter(Boolean).length;
  const sum = (all) => all.reduce((total, one) => total + count(one.textContent), 0);
  const lined = (a) => /underline/.test(getComputedStyle(a).textDecorationLine);
  const terms = [...document.querySelectorAll(":is(.words, .heading) .term")];
  return {
    words: sum([...document.querySelectorAll(".unit .words, .heading")]),
    underlined: sum(terms.filter(lined)),
    astray: terms.filter((a) => lined(a) !== (a.tabIndex === 0 && a.matches(":any-link"))).length,
  };
}"""


@pytest.mark.parametrize(("way", "most"), [("read", 0.0), ("study", 0.15), ("check", 0.45)])
def test_a_way_of_reading_underlines_its_share_and_all_else_is_no_link(
    page: Page, address: str, way: str, most: float
) -> None:
    if way != "study":
        choose(page, reading=way)
    page.goto(address + WHOLE)
    found = page.evaluate(SHARE)
    assert found["words"] > 1200
    assert found["underlined"] <= most * found["words"]
    assert found["astray"] == 0
    assert found["underlined"] > 100 or way == "read"
    expect(page.get_by_label(way.capitalize(), exact=True)).to_be_checked()


def test_the_way_is_changed_in_place_and_kept(page: Page, address: str) -> None:
    page.goto(f"{address}{WHOLE}p4/")
    second = page.locator("#p4-high-quality-development-2")
    expect(second).not_to_have_attribute("href")
    page.get_by_label("Check").check()
    expect(second).to_have_attribute("href", "../../../glossary/high-quality-development/")
    assert faults(page) == []
    page.goto(address + WHOLE)
    expect(page.get_by_label("Check")).to_be_checked()
    page.get_by_label("Read", exact=True).check()
    expect(page.locator(".unit a.term[href]")).to_have_count(0)
    grave = page.locator(".note-mark:visible")
    assert {mark.get_attribute("data-rank") for mark in grave.all()} == {"1"}
    assert faults(page) == []


def test_without_scripts_every_entry_is_reached_and_the_page_is_for_study(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{WHOLE}p4/")
    terms = page.locator("#p4 .term").evaluate_all("all => all.map(a => a.dataset.href ?? a.href)")
    listed = page.locator(".around-terms dt a").evaluate_all("all => all.map(a => a.href)")
    names = {term.rstrip("/").rsplit("/", 1)[1] for term in terms}
    assert names == {term.rstrip("/").rsplit("/", 1)[1] for term in listed}
    assert page.locator("#p4 .term[href]").count() < len(terms) / 2
    context.close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", [WHOLE, f"{WHOLE}p1/"])
def test_notes_are_numbered_in_the_order_of_their_marks(
    page: Page, address: str, path: str, way: str
) -> None:
    choose(page, reading=way)
    page.goto(address + path)
    shown = "all => all.filter(a => a.checkVisibility()).map(a => [a.dataset[WAY], a.ariaLabel])"
    marks = page.locator(".note-mark").evaluate_all(shown.replace("WAY", f"'{way}'"))
    numbers = [int(number) for number, _ in marks]
    assert list(dict.fromkeys(numbers)) == list(range(1, max(numbers, default=0) + 1))
    assert [label.split(",")[0] for _, label in marks] == [f"Note {n}" for n in numbers]
    listed = page.locator(".brief-notes .note-number, .around .note-number")
    beside = listed.evaluate_all(
        f"all => all.filter(a => a.checkVisibility()).map(a => +a.dataset['{way}'])"
    )
    assert set(beside) <= set(numbers)
    assert beside == sorted(beside)


def test_a_note_that_is_marked_twice_in_a_paragraph_has_one_number() -> None:
    marks = [
        (("p1", "4"), 2),
        (("p1", "9"), 5),
        (("p1", "4"), 2),
        (("p2", "4"), 2),
        (("p2", "1"), 1),
    ]
    found = numbered(marks)
    assert [found[key].get("study") for key, _ in marks] == [1, None, 1, 2, 3]
    assert found["p2", "1"] == {"read": 1, "study": 3, "check": 4}


def test_a_note_is_level_with_the_line_of_its_mark_and_they_light_each_other(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}{WHOLE}#p4")
    mark = page.locator("#p4 [data-note='29']")
    note = page.locator(".unit:has(#p4) .brief-notes li:has([href$='#note-29'])")
    tops = [one.evaluate("one => one.getBoundingClientRect().top") for one in (mark, note)]
    assert abs(tops[0] - tops[1]) < 12
    bottom = float("-inf")
    for item in page.locator(".brief-notes li:visible").all():
        place = item.bounding_box()
        assert place is not None
        assert place["y"] >= bottom
        bottom = place["y"] + place["height"]
    note.hover()
    expect(mark).to_have_class("note-mark lit")
    mark.hover()
    expect(note).to_have_class("lit")


def test_the_chinese_stands_over_the_terms_and_the_words_stay_what_they_are(
    page: Page, address: str
) -> None:
    page.goto(f"{address}{WHOLE}p4/")
    words = page.locator("#p4").text_content()
    page.get_by_text("Display").click()
    page.get_by_role("group", name="Originals over the terms").get_by_label("on").check()
    over = page.locator("#p4-new-quality-productive-forces-1 .covered")
    pairs = over.evaluate(
        "one => [...one.shadowRoot.querySelectorAll('.over ruby')].map(r => r.textContent)"
    )
    assert pairs == ["新xīn", "质zhì", "生shēng", "产chǎn", "力lì"]
    assert page.locator("#p4").text_content() == words
    assert faults(page) == []
    page.get_by_role("group", name="Originals over the terms").get_by_label("off").check()
    expect(page.locator(".covered")).to_have_count(0)
    assert page.locator("#p4").text_content() == words


def test_every_syllable_of_the_glossary_is_one_that_its_character_has(built: Build) -> None:
    for term in built.edition.seeds.terms:
        pairs = chinese.syllables(term.original, term.romanization)
        assert len(pairs) == len(term.original), term.id
        for sign, syllable in pairs:
            if syllable and not sign.isdigit():
                known = {without_tones(said) for said in readings(sign, heteronym=True)[0]}
                assert without_tones(syllable).lower() in known, (term.id, sign, syllable)


@pytest.mark.parametrize(
    ("words", "pinyin", "pairs"),
    [
        ("西安", "Xī'ān", ["西 Xī", "安 ān"]),
        ("方案", "fāng'àn", ["方 fāng", "案 àn"]),
        ("反感", "fǎngǎn", ["反 fǎn", "感 gǎn"]),
        ("绿、女儿", "lǜ, nǚ'ér", ["绿 lǜ", "、 ", "女 nǚ", "儿 ér"]),
        ("三中全会", "sānzhōng", ["三中全会 sānzhōng"]),
    ],
)
def test_pinyin_is_parted_at_its_syllables(words: str, pinyin: str, pairs: list[str]) -> None:
    assert [" ".join(pair) for pair in chinese.syllables(words, pinyin)] == pairs


def test_an_entry_has_each_syllable_over_its_character(page: Page, address: str) -> None:
    page.goto(f"{address}glossary/new-quality-productive-forces/")
    said = page.locator(".chinese rt").all_text_contents()
    assert said == ["xīn", "zhì", "shēng", "chǎn", "lì"]


def test_text_size_width_and_face_are_kept_and_light_or_dark_is_in_the_same_place(
    page: Page, address: str
) -> None:
    page.goto(f"{address}{WHOLE}p4/")
    look = "w => [getComputedStyle(w).fontSize, getComputedStyle(w).fontFamily, w.offsetWidth]"
    before = page.locator("#p4").evaluate(look)
    page.get_by_text("Display").click()
    for group, value in (("Text size", "large"), ("Lines", "narrow"), ("Typeface", "sans serif")):
        page.get_by_role("group", name=group).get_by_label(value, exact=True).check()
    page.get_by_role("group", name="Colors").get_by_label("dark").check()
    page.reload()
    after = page.locator("#p4").evaluate(look)
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
