// The list of commitments follows its filters without loading the page anew. Without this script the form is sent.

const form = document.querySelector("form.filters");
const found = document.createElement("p");
found.className = "hidden";
found.setAttribute("role", "status");
form?.before(found);

// What differs from one selection to the next, besides the values of the filters.
const PARTS = ["title", "link[rel=canonical]", "nav.languages", "details.times", ".site-header .pages"];
const LINKS = ".chips a, .order a, .paging a, .results .empty a";

let asked = new AbortController();

// The address of what the form says, in one spelling: what is left empty stays out of it.
function address() {
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(pairs);
  query.sort();
  return form.action.split("?")[0] + (pairs.length ? `?${query}` : "");
}

// Show another selection. Whatever goes wrong, the browser goes there by itself, as it does without scripts.
async function show(to, { keep = true, onwards = false } = {}) {
  asked.abort();
  asked = new AbortController();
  const results = document.querySelector(".results");
  results?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(to, { signal: asked.signal, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || answer.redirected || !page.querySelector(".results")) throw new Error(answer.statusText);
    if (keep) history.pushState({}, "", to);
    swap(page, { onwards, back: !keep });
  } catch (error) {
    if (error.name === "AbortError") return;
    if (keep) location.assign(to);
    else location.reload();
  }
}

function swap(page, { onwards, back }) {
  for (const name of PARTS) {
    const here = document.querySelector(name);
    const there = page.querySelector(name);
    if (here && there && !here.contains(document.activeElement)) here.replaceWith(there);
  }
  document.querySelector(".problems")?.remove();
  filters(page.querySelector("form.filters"), back);
  results(page.querySelector(".results"), onwards);
}

// The fields stay, so that whoever is in one stays in it; what they say and count is that of the new page.
function filters(there, back) {
  for (const field of form.querySelectorAll("input[type=hidden]")) field.remove();
  form.prepend(...there.querySelectorAll("input[type=hidden]"));
  for (const field of form.querySelectorAll("input[name]")) {
    const other = twin(there, field);
    if (!other) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = other.checked;
    else if (field.type !== "hidden" && (back || field !== document.activeElement)) field.value = other.value;
    const [label, counted] = [field.closest(".options label"), other.closest(".options label")];
    if (!label || !counted) continue;
    label.className = counted.className;
    label.querySelector(".count")?.remove();
    const count = counted.querySelector(".count");
    if (count) label.append(" ", count);
  }
  const summaries = there.querySelectorAll("details > summary");
  form.querySelectorAll("details > summary").forEach((summary, place) => {
    summary.replaceChildren(...(summaries[place]?.childNodes ?? summary.childNodes));
  });
  const [old, fresh] = [form.querySelector(".chips"), there.querySelector(".chips")];
  const left = old?.contains(document.activeElement);
  old?.remove();
  if (fresh) form.append(fresh);
  if (left) (form.querySelector(".chips a") ?? form.querySelector("input[type=search]")).focus();
}

function twin(there, field) {
  const same = [...there.querySelectorAll(`input[name="${CSS.escape(field.name)}"]`)];
  return ["checkbox", "radio"].includes(field.type) ? same.find((each) => each.value === field.value) : same[0];
}

function results(there, onwards) {
  const here = document.querySelector(".results");
  if (here) here.replaceWith(there);
  else form.after(there);
  const heading = there.querySelector("h2");
  found.textContent = heading.textContent;
  if (!onwards) return;
  heading.tabIndex = -1;
  heading.focus();
}

if (form) {
  form.addEventListener("change", () => show(address()));
  // Before the one that switches empty fields off, which is for whoever really sends the form.
  form.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      show(address());
    },
    { capture: true },
  );
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(LINKS);
    const plain = !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain || link.pathname !== location.pathname) return;
    event.preventDefault();
    show(link.href, { onwards: !link.closest(".chips") });
  });
  addEventListener("popstate", () => show(location.href, { keep: false }));
}
