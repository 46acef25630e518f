// Registering a text: cards are added without leaving the page, words are marked, and what resembles a promise is asked for.
import { listen, selected, show } from "./marking.js";

const form = document.getElementById("register_form");
const copy = document.getElementById("copy");
const marked = document.getElementById("marked");
const button = document.querySelector("[data-mark]");
const total = (kind) => form.elements[`${kind}-TOTAL_FORMS`];
const most = (kind) => Number(form.elements[`${kind}-MAX_NUM_FORMS`].value);

// A card more, from its template; Django's own scripts hear of it and make its search fields work.
function add(kind, place) {
  const number = Number(total(kind).value);
  if (number >= most(kind)) return null;
  const made = document.createElement("template");
  made.innerHTML = document.getElementById(`new-${kind}`).innerHTML.replaceAll("__prefix__", number);
  const card = made.content.firstElementChild;
  place.append(card);
  total(kind).value = number + 1;
  if (number + 1 >= most(kind)) for (const each of form.querySelectorAll(`[data-add="${kind}"]`)) each.disabled = true;
  card.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: kind } }));
  return card;
}

function addPassage() {
  const card = add("passages", document.getElementById("passages"));
  if (card) card.querySelector(".number").textContent = total("passages").value;
  return card;
}

// Promises of one text are mostly of one partnership, level and force.
const ALIKE = ["partnership", "level", "force", "visibility"];

function addPromise(passage) {
  const before = [...form.querySelectorAll(".card.promise")].pop();
  const card = add("promises", passage.querySelector(".promises"));
  if (!card) return null;
  field(card, "passage").value = passage.dataset.prefix.split("-").pop();
  if (before) for (const name of ALIKE) field(card, name).value = field(before, name).value;
  return card;
}

const field = (card, name) => form.elements[`${card.dataset.prefix}-${name}`];
const enter = (card) => {
  card?.scrollIntoView({ block: "nearest" });
  [...(card?.querySelectorAll("textarea, select, input:not([type=hidden], [type=checkbox])") ?? [])].find((each) => each.checkVisibility())?.focus();
};

form.addEventListener("click", (event) => {
  const adds = event.target.closest("[data-add]");
  if (!adds) return;
  event.preventDefault();
  enter(adds.dataset.add === "passages" ? addPassage() : addPromise(adds.closest(".passage")));
});

// Enter in a field sends nothing: the page is long, and nobody is done in the middle of it.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input:not([type=submit], [type=file])")) event.preventDefault();
});

// What is selected becomes a passage. The server counts again.
function tell(span) {
  button.disabled = !span || span === "two";
  if (span === "two") marked.textContent = marked.dataset.two;
  else marked.textContent = span ? marked.dataset.marked.replace("{number}", span.paragraph).replace("{words}", () => span.quote) : "";
}

function mark() {
  const span = selected();
  const card = span && span !== "two" ? addPassage() : null;
  if (!card) return;
  for (const [name, value] of Object.entries(span)) field(card, name).value = value;
  card.querySelector(".quote").textContent = span.quote;
  document.getSelection().removeAllRanges();
  showPassages();
  enter(card);
}

const cards = () => [...form.querySelectorAll(".card.passage")];
const showPassages = () => show(cards()
  .map((card) => Object.fromEntries(["paragraph", "start", "end"].map((name) => [name, field(card, name).value])))
  .filter((span) => span.start && span.end));

document.querySelector(".marking").hidden = false;
button.addEventListener("click", mark);
listen({ changed: tell, mark });
showPassages();

// A passage that was marked and is then found by other words is no longer the one that was marked.
form.addEventListener("input", ({ target }) => {
  const card = target.closest(".card.passage");
  if (!card || !["paragraph", "first", "last"].some((name) => target === field(card, name))) return;
  for (const name of ["start", "end", "quote"]) field(card, name).value = "";
  card.querySelector(".quote").textContent = "";
  showPassages();
});

// What the server says of some fields, as a piece of the page.
async function ask(address, names, more = {}) {
  const sent = new FormData();
  for (const [name, value] of new FormData(form)) if (names(name)) sent.append(name, value);
  for (const [name, value] of Object.entries(more)) sent.append(name, value);
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  try {
    const answer = await fetch(address, { method: "POST", body: sent, headers, redirect: "error" });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null; // what is typed stays, and the form says on saving what is wrong
  }
}

// The copy, with the numbers of its paragraphs.
const OF_THE_TEXT = new Set(["which", "source", "occasion", "text", "file", "once"]);
let lastText = 0;
async function showText() {
  const mine = ++lastText;
  const shown = await ask(form.dataset.text, (name) => OF_THE_TEXT.has(name));
  if (shown === null || mine !== lastText) return;
  copy.innerHTML = shown;
  showPassages();
}
form.querySelector("[data-show]").addEventListener("click", async (event) => {
  event.preventDefault();
  await showText();
  copy.closest("details").open = true;
  copy.focus();
});
if (!copy.querySelector("[data-paragraph]") && form.elements.source.value) showText();

// What a promise resembles, once it has words and either a sector or an owner.
const waiting = new WeakMap();
function askAbout(card) {
  clearTimeout(waiting.get(card));
  waiting.set(card, setTimeout(async () => {
    const { prefix } = card.dataset;
    // The others are sent with it: it may be one of them, said again.
    const shown = await ask(form.dataset.resembling, (name) => /^(promises|passages)-/.test(name), { prefix });
    if (shown !== null) card.querySelector("[data-offers]").innerHTML = shown;
  }, 500));
}

// Search fields are there, and tell what happens to them, only for Django's jQuery.
const { jQuery } = window.django;
jQuery(form).on("change", ({ target }) => {
  if (["text", "file", "source", "which"].includes(target.name)) showText();
  const card = target.closest(".card.promise");
  if (card && !target.closest("[data-offers]") && /-(title_\d+|title_\w+|sectors|lead|co_lead|support|oversight|beneficiary|which)$/.test(target.name)) askAbout(card);
});

// What went wrong is read out first.
form.parentElement.querySelector(".errornote[tabindex]")?.focus();
