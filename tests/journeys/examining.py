"""Looking at one page as axe-core does: violations at both sizes, and what a page must be besides."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

from tests.journeys.conftest import WRITTEN, english_in

SIZES = ((1366, 768), (390, 844))
# WCAG 2.0 to 2.2, levels A and AA, and axe's own best practices. Left out are axe's AAA and experimental rules: the
# first are no duty of a public body (KWCAG and WCAG ask for AA), the second report what their makers do not vouch for.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
    # Style sheets fetched and read once more a run, for two rules: one of media, of which no template has any
    # (test_no_page_plays_or_frames_anything), one experimental; and frames looked for. Two fifths of axe's time.
    "preload": False,
    "iframes": False,
}

# Rules that read where things stand and how they are painted. The others read what the page is made of and what of it
# can be seen: where the same can be seen at both sizes, they are asked of the wide one. Contrast: see below.
PAINTED = ["target-size", "scrollable-region-focusable", "link-in-text-block", "skip-link", "aria-hidden-focus"]
# Of each element outside the shell: how it can be seen (whether it is rendered, takes any room, is cut away for eyes
# alone), and how it is painted, as far as contrast goes: large is what WCAG calls so.
NOTE = """() => new Map([...document.body.querySelectorAll('*')]
  .filter(each => !each.closest('body > header, body > nav')).map(each => {
    const box = each.getBoundingClientRect(), style = getComputedStyle(each), size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    return [each, {
      seen: [each.checkVisibility({ visibilityProperty: true, opacityProperty: true }), box.width * box.height > 0,
        style.clipPath, style.clip].join(),
      painted: [style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.textShadow, large].join(),
    }];
  }))"""
# Every fold is opened: what is folded away is not examined, and what folds away hides nothing that was in sight.
# A menu that lies over the page while it is open is no fold of it: what it covers then is reached by closing it.
OPEN_FOLDS = """() => document.querySelectorAll('details:not([open], .main-nav details)').forEach(
  each => { each.open = true })"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# A shadow at the side of a table that scrolls is a gradient, on which axe does not measure contrast: the paper beneath.
FLAT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.table-wrap, .main-nav ul { background-image: none !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# Of rows, items and options in one list that are built alike, three are examined: axe's time goes into tables of 87
# areas. Alike are those of the same elements with the same attributes, the same values of those that change how they
# look or what they are, and text in the same places. MOKSORI_AXE=full leaves all of them (see bench/README.md).
THIN = """() => {
  const telling = ['class', 'role', 'type', 'scope', 'lang', 'tabindex', 'colspan', 'hidden', 'style'];
  const built = each => each.nodeType === Node.TEXT_NODE ? (each.data.trim() ? 'w' : '') : each.tagName
    + [...each.attributes].map(a => a.name + (telling.includes(a.name) ? '=' + a.value : '')).sort().join(',')
    + '(' + [...each.childNodes].filter(c => c.nodeType !== Node.COMMENT_NODE).map(built).join('') + ')';
  document.querySelectorAll('tbody:not(:has([rowspan])), ol, ul, select, fieldset').forEach(list => {
    const seen = {};
    [...list.children].filter(each => !/^(LEGEND|P|DIV)$/.test(each.tagName)).forEach(each => {
      const how = built(each);
      seen[how] = (seen[how] || 0) + 1;
      if (seen[how] > 3 && !each.matches(':checked, :has(:focus)')) each.remove();
    });
  });
}"""
# Contrast is two thirds of axe's time. A color changes with the width at most, never with the language: each page is
# measured wide in Korean, and narrow in English where anything is painted otherwise there.
WIDE, NARROW = "ko", "en"
FULL = os.environ.get("MOKSORI_AXE") == "full"
# How a page is built, whatever its language: its elements with their attributes, where there are words, and which of those
# that name something (the spoken attributes, headings, what has an id, a link round a picture) are the same. Where a page
# built alike was examined in the other language, axe can only find otherwise what it reads from how this one is painted.
BUILT = """page => {
  const names = new Map();
  const spoken = /^(aria-(label|description|valuetext|roledescription)|alt|title|placeholder|value|label)$/;
  const name = said => names.get(said) ?? names.set(said, names.size).get(said);
  const naming = 'h1, h2, h3, h4, h5, h6, legend, caption, [id], a:has(img, svg), button:has(img, svg)';
  const worded = each => [...each.attributes].map(({ name: is, value }) => is + '='
    + (is === 'lang' || is.startsWith('data-') ? '' : spoken.test(is) && value.trim() ? name(value) : value)).sort();
  const said = (text, named) => !text.trim() ? '' : named ? 't' + name(text) : 't';
  const built = (each, named) => each.nodeType === Node.TEXT_NODE ? said(each.data, named)
    : each.nodeType !== Node.ELEMENT_NODE || /^(SCRIPT|STYLE|TITLE|META)$/.test(each.tagName) ? ''
    : each.tagName + '[' + worded(each) + ']('
      + [...each.childNodes].map(child => built(child, named || each.matches(naming))).join('') + ')';
  return built(page, false);
}"""
# The page without its shell (masthead and main menu, which name the role), and the shell without what differs on every
# page: the two are known apart, so that one page read by two roles is examined once. Tokens are nobody's content.
PARTS = f"""() => {{
  const copy = document.documentElement.cloneNode(true);
  copy.querySelectorAll('input[name=csrf_token]').forEach(each => each.removeAttribute('value'));
  const shell = [...copy.querySelectorAll('body > header, body > nav')];
  shell.forEach(each => each.remove());
  const page = copy.outerHTML, built = ({BUILT})(copy);
  shell.forEach(part => part.querySelectorAll('*').forEach(each => {{
    each.removeAttribute('href'); each.removeAttribute('aria-current');
  }}));
  return {{ page, shell: shell.map(each => each.outerHTML).join(''), built }};
}}"""
FACTS = """() => ({ lang: document.documentElement.lang, headings: document.querySelectorAll('h1').length,
  title: document.title })"""
# Each question costs a way to the browser and back: what is asked of a page at one size is asked at once.
LOADED = f"""() => {{
  const folded = ({TOO_WIDE})();
  ({OPEN_FOLDS})();
  const told = {{ ...({FACTS})(), parts: ({PARTS})(), written: ({WRITTEN})(), over: [folded, ({TOO_WIDE})()] }};
  ({FLAT})();
  window.noted = ({NOTE})();
  return told;
}}"""
NARROWED = f"""() => {{
  const over = ({TOO_WIDE})(), now = [...({NOTE})()];
  const same = what => now.every(([each, how]) => window.noted.get(each)?.[what] === how[what]);
  const told = {{ over, seen: same('seen'), painted: same('painted') }};
  {"" if FULL else f"({THIN})();"}
  return told;
}}"""
RUN = """async options => {
  const found = await axe.run(document, options);
  const listed = all => all.flatMap(rule => rule.nodes.map(node => ({
    rule: rule.id, help: rule.help, target: node.target.flat().join(' '), html: node.html.slice(0, 160),
    why: [...node.any, ...node.all, ...node.none].map(each => each.message).join('; ').slice(0, 200) })));
  return { violations: listed(found.violations), review: found.incomplete.length };
}"""


@dataclass
class Tally:
    """What was looked at, and what was found, as lines for people."""

    views: int = 0
    examined: int = 0
    less: int = 0
    same: int = 0
    review: int = 0
    found: dict[str, list[str]] = field(default_factory=dict)  # what is wrong -> where

    def wrong(self, what: str, where: str) -> None:
        self.found.setdefault(what, []).append(where)

    def listed(self) -> str:
        """Each thing once, with the first places where it stands."""
        lines = []
        for what, places in self.found.items():
            more = f" and {len(places) - 3} more" if len(places) > 3 else ""
            lines.append(f"{what}\n    on {'; '.join(places[:3])}{more}")
        return "\n".join(lines)

    def told(self) -> str:
        return (
            f"{self.views} views, {self.examined} examined by axe ({self.less} of them by what is painted alone), "
            f"{self.same} the same as one examined before, "
            f"{self.review} left to a person's review, {len(self.found)} things wrong"
        )


@dataclass
class Examiner:
    """Looks at pages and keeps in mind which it has examined; one for a test process."""

    known: set[str] = field(default_factory=set)

    def look(self, page: Page, where: str, language: str, tally: Tally) -> None:
        """One page as it was loaded, wide, and then narrow; folds are opened on the way."""
        loaded: dict[str, Any] = page.evaluate(LOADED)
        wide, narrow = SIZES
        for over in loaded["over"]:
            self._fits(over, wide[0], where, tally)
        self._is_a_page(loaded, where, language, tally)
        _resize(page, narrow)
        there: dict[str, Any] = page.evaluate(NARROWED)
        self._fits(there["over"], narrow[0], where, tally)
        parts = loaded["parts"]
        how = parts.pop("built")
        for size in (narrow, wide):  # the wide one is left for the next page
            _resize(page, size)
            tally.views += 1
            new, built = self._new(parts, size[0]), self._new({"built": how}, size[0])
            if not new:
                tally.same += 1
                continue
            tally.examined += 1
            alike = "shell" not in new and not FULL
            whole = not (alike and (not built or (size == narrow and there["seen"])))
            painted = not (alike and size == narrow and there["painted"])
            tally.less += not whole
            contrast = FULL or (painted and language == (NARROW if size == narrow else WIDE))
            self._examine(page, f"{where} at {size[0]}", tally, contrast=contrast, whole=whole)

    def _new(self, parts: dict[str, str], width: int) -> set[str]:
        """Which of page and shell were not seen at this width yet."""
        marks = {part: f"{width} {hashlib.sha256(text.encode()).hexdigest()}" for part, text in parts.items()}
        new = {part for part, mark in marks.items() if mark not in self.known}
        self.known |= set(marks.values())
        return new

    def _examine(self, page: Page, where: str, tally: Tally, *, contrast: bool, whole: bool) -> None:
        """Run axe: all of its rules, or those alone that read where things stand."""
        options = {**OPTIONS, "rules": {**OPTIONS["rules"], "color-contrast": {"enabled": contrast}}}
        if not whole:
            painted = [*PAINTED, "color-contrast"] if contrast else PAINTED
            options = {**OPTIONS, "runOnly": {"type": "rule", "values": painted}, "rules": {}}
        found: dict[str, Any] = page.evaluate(RUN, options)
        tally.review += found["review"]
        for each in found["violations"]:
            tally.wrong(
                f"{each['rule']}: {each['help']}\n    {each['target']}: {each['why']}\n    {each['html']}", where
            )

    def _fits(self, over: int, width: int, where: str, tally: Tally) -> None:
        if over > 0:
            tally.wrong(f"{over} px too wide at {width} px", where)

    def _is_a_page(self, facts: dict[str, Any], where: str, language: str, tally: Tally) -> None:
        if facts["lang"] != language:
            tally.wrong(f"lang is {facts['lang']!r}, not {language!r}", where)
        if facts["headings"] != 1:
            tally.wrong(f"{facts['headings']} headings of level 1 instead of one", where)
        if language == "ko" and (left := english_in(facts["written"])):
            tally.wrong(f"English left on a Korean page: {left[:5]}", where)


def _resize(page: Page, size: tuple[int, int]) -> None:
    """Only where it is another size: the browser lays the page out anew even for the same."""
    if page.viewport_size != {"width": size[0], "height": size[1]}:
        page.set_viewport_size({"width": size[0], "height": size[1]})


# A page, and the list of its console's errors.
Window = tuple[Page, list[str]]


def watch(context: BrowserContext) -> Window:
    """A page that carries axe into every document, past the content policy, and the list of its console's errors."""
    context.add_init_script(AXE_SCRIPT)
    page, faults = context.new_page(), []
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    return page, faults
