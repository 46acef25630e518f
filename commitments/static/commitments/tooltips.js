// Tooltips for the marks of charts; every chart says the same in its table and its titles without this script.
//
// A mark is any element inside svg.chart with data-tip: <g tabindex="0" role="img" data-tip="2024: 5 km">. A line feed
// in the text begins a new line. Left empty, the tip shows what the mark's <title> or aria-label says:
// <g tabindex="0" role="img" data-tip><title>2024: 5 km</title>…</g>. It opens on hover, focus and touch, and stays
// while the pointer is on it; Escape, a touch elsewhere or leaving closes it. `.tip` in charts.css dresses it.

const GAP = 10;
const EDGE = 8;
const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
tip.setAttribute("aria-hidden", "true"); // the mark itself has the words as its name
let shown = null;
let closing = 0;

const markOf = (target) => (target instanceof Element ? target.closest("svg.chart [data-tip]") : null);

// What a mark says. The browser's own tooltip, made of its title, would show beside ours: it becomes its name.
function wordsOf(mark) {
  const title = mark.querySelector(":scope > title");
  const words = mark.dataset.tip || title?.textContent || mark.getAttribute("aria-label") || "";
  if (title) {
    if (!mark.hasAttribute("aria-label")) mark.setAttribute("aria-label", title.textContent);
    title.remove();
  }
  return words;
}

// The part of a mark that it is pointed at for: what is marked as its middle, else all of it.
const placeOf = (mark) => (mark.querySelector("[data-tip-at]") ?? mark).getBoundingClientRect();

function open(mark, at) {
  clearTimeout(closing);
  if (shown === mark) return;
  close();
  const words = wordsOf(mark);
  if (!words) return;
  shown = mark;
  tip.textContent = words;
  tip.hidden = false;
  document.body.append(tip);
  mark.classList.add("pointed");
  place(placeOf(mark), at);
}

// Above the mark, below it where there is no room, and never beyond the window's edges.
function place(box, at) {
  const wide = document.documentElement.clientWidth;
  const own = tip.getBoundingClientRect();
  const middle = at && box.width > own.width ? at : box.left + box.width / 2;
  const left = Math.max(EDGE, Math.min(middle - own.width / 2, wide - own.width - EDGE));
  const above = box.top - own.height - GAP;
  const top = above >= EDGE ? above : Math.min(box.bottom + GAP, window.innerHeight - own.height - EDGE);
  tip.style.left = `${left + window.scrollX}px`;
  tip.style.top = `${top + window.scrollY}px`;
}

function close() {
  clearTimeout(closing);
  shown?.classList.remove("pointed");
  shown = null;
  tip.hidden = true;
}

// A moment's grace, so that the pointer can move onto the tip.
function closeSoon() {
  clearTimeout(closing);
  closing = setTimeout(close, 150);
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const mark = markOf(event.target);
  if (mark) open(mark, event.clientX);
  else if (tip.contains(event.target)) clearTimeout(closing);
  else if (shown && shown !== document.activeElement) closeSoon();
});
document.addEventListener("pointerdown", (event) => {
  const mark = markOf(event.target);
  if (!mark && !tip.contains(event.target)) close();
  else if (mark && event.pointerType === "touch") open(mark, event.clientX);
});
document.addEventListener("focusin", (event) => {
  const mark = markOf(event.target);
  if (mark) open(mark);
});
document.addEventListener("focusout", (event) => {
  if (markOf(event.target) === shown) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
window.addEventListener("resize", close);
