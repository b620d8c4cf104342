"""Count what no reader should meet on a drawn page: words over words, words cut off, pages or tables wider than their place."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

SCRIPT = """() => {
  const shown = e => { const r = e.getBoundingClientRect(); const s = getComputedStyle(e);
    return r.width > 1 && r.height > 1 && s.visibility !== 'hidden' && s.opacity !== '0'
      && !e.closest('details:not([open]), .st-key-slide_title'); };  // folded away, or only read out
  const main = document.querySelector('[data-testid=stMain]');
  const words = e => (e.textContent || '').trim();
  const core = e => { const r = e.getBoundingClientRect(); const pad = r.height * 0.18;
    return {left: r.left + 1, right: r.right - 1, top: r.top + pad, bottom: r.bottom - pad}; };
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const overlaps = [], cut = [];
  const pairs = (found, where) => {
    const boxes = found.map(core);
    for (let i = 0; i < found.length; i++) for (let j = i + 1; j < found.length; j++) {
      if (found[i].contains(found[j]) || found[j].contains(found[i])) continue;
      const halo = words(found[i]) === words(found[j]) && Math.abs(boxes[i].left - boxes[j].left) < 3 && Math.abs(boxes[i].top - boxes[j].top) < 3;
      if (!halo && meet(boxes[i], boxes[j])) overlaps.push(`${where}: "${words(found[i]).slice(0, 40)}" over "${words(found[j]).slice(0, 40)}"`);
    }
  };
  for (const svg of main.querySelectorAll('svg.marks')) {
    const name = svg.closest('[class*=st-key-chart_]')?.className.match(/st-key-(chart_\\S+)/)?.[1] || 'chart';
    const texts = [...svg.querySelectorAll('text')].filter(t => words(t) && shown(t));
    pairs(texts, name);
    const frame = svg.getBoundingClientRect();
    for (const text of texts) { const r = text.getBoundingClientRect();
      if (r.left < frame.left - 1 || r.right > frame.right + 1 || r.top + r.height * 0.2 < frame.top || r.bottom - r.height * 0.2 > frame.bottom)
        cut.push(`${name}: "${words(text).slice(0, 60)}"`); }
  }
  const leaves = [...main.querySelectorAll('.v-text, [data-testid=stMetricLabel] p, [data-testid=stMetricValue] p, [data-testid=stMetricDelta] p, button p, a p, label p')]
    .filter(e => words(e) && shown(e) && !e.closest('[data-testid=stTooltipContent]'));
  pairs(leaves, 'page');
  for (const e of leaves) for (let box = e; box && box !== main; box = box.parentElement) {
    const s = getComputedStyle(box);
    if (s.overflowX !== 'visible' && box.scrollWidth > box.clientWidth + 1 && !['auto', 'scroll'].includes(s.overflowX)) {
      cut.push(`page: "${words(e).slice(0, 60)}"`); break; }
  }
  for (const e of main.querySelectorAll('.stMetric :is(p, label)')) {
    const r = document.createRange(); r.selectNodeContents(e);
    const card = e.closest('[data-testid=stVerticalBlock]').getBoundingClientRect();
    if (r.getBoundingClientRect().right > card.right + 1) cut.push(`card: "${words(e).slice(0, 60)}"`); }
  for (const table of main.querySelectorAll('[data-testid=stDataFrame] .dvn-scroller'))
    if (table.clientWidth && table.scrollWidth > table.clientWidth + 1 && !table.closest('details:not([open])'))
      cut.push(`table: "${(table.closest('[class*=st-key-]')?.className.match(/st-key-(\\S+)/) || ['', 'table'])[1]}" by ${table.scrollWidth - table.clientWidth} px`);
  const wide = document.documentElement.scrollWidth > window.innerWidth + 1 || main.scrollWidth > main.clientWidth + 1;
  return {overlaps, cut: [...new Set(cut)], wide};
}"""


@dataclass(frozen=True)
class Faults:
    """What was found on one page: pairs of words that touch, words cut off, and whether it scrolls sideways."""

    overlaps: tuple[str, ...]
    cut: tuple[str, ...]
    wide: bool

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.overlaps) + len(self.cut) + self.wide

    @property
    def lines(self) -> list[str]:
        """Return each in words."""
        return [*(f"overlap {o}" for o in self.overlaps), *(f"cut off {c}" for c in self.cut), *(["wider than the screen"] * self.wide)]


def of(page: Page) -> Faults:
    """Return what is wrong on a page as it is drawn now, in charts and in the text around them."""
    found = page.evaluate(SCRIPT)
    return Faults(tuple(found["overlaps"]), tuple(found["cut"]), bool(found["wide"]))
