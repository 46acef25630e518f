// Comfort for those whose browser runs scripts; every page works without.

// Asked for each time: the list of orders comes anew with every selection.
const facets = () => document.querySelectorAll("details.facet[name=facet], details.order");

// A click elsewhere, or Escape, closes the open list of a filter.
document.addEventListener("click", (event) => {
  for (const facet of facets()) if (!facet.contains(event.target)) facet.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const facet of facets()) {
    if (!facet.open) continue;
    facet.open = false;
    facet.querySelector("summary").focus();
  }
});

// What was left empty stays out of the address.
for (const form of document.querySelectorAll("form.filters, form.search")) {
  form.addEventListener("submit", () => {
    for (const field of form.querySelectorAll("input[name]")) if (!field.value) field.disabled = true;
  });
}

// The permanent address can be copied.
for (const link of document.querySelectorAll("a[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = link.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(link.href);
    button.textContent = link.dataset.copied;
  });
  link.after(" ", button);
}

// A problem with the address is read out first.
document.querySelector(".problems")?.focus();
