// Search fields of the workbench are drawn by select2, which gives its own boxes no name: they take that of their field.

const named = (select) =>
  select.getAttribute("aria-label") || select.labels?.[0]?.textContent.replace(/\s*:\s*$/, "").trim() || "";

const name = (box) => {
  const select = box.previousElementSibling;
  const label = select instanceof HTMLSelectElement ? named(select) : "";
  if (!label) return;
  const combobox = box.querySelector(".select2-selection");
  const rendered = box.querySelector(".select2-selection__rendered");
  const tell = () => {
    const chosen = rendered?.textContent.replace("×", "").trim();
    combobox.setAttribute("aria-label", chosen ? `${label}: ${chosen}` : label);
  };
  combobox.removeAttribute("aria-labelledby");
  if (rendered?.tagName === "UL") rendered.setAttribute("role", "presentation");
  else rendered?.setAttribute("aria-label", label);
  box.querySelector(".select2-search__field")?.setAttribute("aria-label", label);
  tell();
  if (rendered) new MutationObserver(tell).observe(rendered, { childList: true, characterData: true, subtree: true });
};

const nameDropdown = (field) => {
  const open = document.querySelector(".select2-container--open .select2-selection");
  field.setAttribute("aria-label", open?.getAttribute("aria-label") || document.title);
};

const look = (root) => {
  root.querySelectorAll?.("select + .select2").forEach(name);
  root.querySelectorAll?.(".select2-dropdown .select2-search__field").forEach(nameDropdown);
  if (root.matches?.("select + .select2")) name(root);
};

new MutationObserver((changes) => {
  for (const change of changes) change.addedNodes.forEach(look);
}).observe(document.documentElement, { childList: true, subtree: true });
look(document);
