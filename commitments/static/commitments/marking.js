// Marking words in the copy of a text: what is selected, as a paragraph and a span counted as the record counts.

const copy = document.getElementById("copy");

// A browser counts UTF-16 units, the record counts characters (code points): an emoji is two of the one, one of the other.
export const characters = (text) => [...text].length;

const paragraphOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-paragraph]");

function offsetIn(paragraph, node, offset) {
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

// No half of a pair of units, and no white space at either end.
function trimmed(text, from, to) {
  const low = (at) => /[\uDC00-\uDFFF]/.test(text[at] ?? "") && /[\uD800-\uDBFF]/.test(text[at - 1] ?? "");
  if (low(from)) from -= 1;
  if (low(to)) to += 1;
  const words = text.slice(from, to);
  from += words.length - words.trimStart().length;
  return [from, Math.max(from, to - (words.length - words.trimEnd().length))];
}

// The span that is selected; "two" when it goes over a paragraph's end; nothing when no words are selected.
export function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const [paragraph, last] = [paragraphOf(range.startContainer), paragraphOf(range.endContainer)];
  if (!paragraph || !copy.contains(paragraph)) return null;
  const text = paragraph.textContent;
  const from = offsetIn(paragraph, range.startContainer, range.startOffset);
  let to = text.length;
  if (last === paragraph) to = offsetIn(paragraph, range.endContainer, range.endOffset);
  // A third click takes the line to the beginning of the next one.
  else if (range.toString().trim() !== text.slice(from).trim()) return "two";
  const [begin, end] = trimmed(text, from, to);
  if (begin === end) return null;
  const start = Number(paragraph.dataset.start) + characters(text.slice(0, begin));
  const quote = text.slice(begin, end);
  return { paragraph: Number(paragraph.dataset.paragraph), start, end: start + characters(quote), quote };
}

// With the keyboard: from word to word. The words of Lao or Thai are found by the browser.
let at = { paragraph: 0, first: 0, last: 0 };
const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
const wordsOf = (text) => [...segmenter.segment(text)].filter((each) => each.isWordLike);

function moved(key, more, count) {
  const { paragraph, first, last } = at;
  if (key === "ArrowDown" || key === "ArrowUp") return { paragraph: paragraph + (key === "ArrowDown" ? 1 : -1), first: 0, last: 0 };
  const next = key === "Home" ? 0 : key === "End" ? count - 1 : last + (key === "ArrowRight" ? 1 : -1);
  if (next < 0 || next >= count || (more && next < first)) return at;
  return { paragraph, first: more ? first : next, last: next };
}

function walk(event) {
  if (!["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const every = [...copy.querySelectorAll("[data-paragraph]")];
  if (!every.length) return;
  event.preventDefault();
  const here = document.getSelection();
  const began = !here.isCollapsed && copy.contains(here.anchorNode);
  const count = wordsOf(every[at.paragraph]?.textContent ?? "").length;
  if (began) at = moved(event.key, event.shiftKey, count);
  at.paragraph = Math.min(Math.max(at.paragraph, 0), every.length - 1);
  select(every[at.paragraph]);
}

function select(paragraph) {
  const words = wordsOf(paragraph.textContent);
  const [first, last] = [words[at.first], words[at.last]];
  if (!first || !last) return;
  const node = paragraph.firstChild;
  document.getSelection().setBaseAndExtent(node, first.index, node, last.index + last.segment.length);
  paragraph.scrollIntoView({ block: "nearest" });
}

// Show which words are passages already.
export function show(spans) {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.set("passages", new Highlight(...spans.map(rangeOf).filter(Boolean)));
}

function rangeOf({ paragraph, start, end }) {
  const node = copy.querySelector(`[data-paragraph="${Number(paragraph)}"]`);
  const text = node?.firstChild;
  if (!text) return null;
  const every = [...text.data];
  const units = (count) => every.slice(0, Math.max(0, count - Number(node.dataset.start))).join("").length;
  const range = document.createRange();
  range.setStart(text, units(start));
  range.setEnd(text, units(end));
  return range;
}

export function listen({ changed, mark }) {
  document.addEventListener("selectionchange", () => changed(selected()));
  copy.addEventListener("keydown", (event) => {
    walk(event);
    if (event.key === "Enter") { event.preventDefault(); mark(); }
  });
}
