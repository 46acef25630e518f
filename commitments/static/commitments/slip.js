// Shows what a new deadline does while it is typed; without this the button "Show what changes" does.

const form = document.querySelector("form[data-slip]");
const slip = document.querySelector("#slip");
const save = form.querySelector("[name=_save]");
const show = form.querySelector("[name=_preview]");
let last = 0;
let waiting;

const offer = (shown) => {
  form.elements.shown.value = shown ?? "";
  save.hidden = !shown;
  save.classList.toggle("default", Boolean(shown));
  show.classList.toggle("default", !shown);
};

const ask = async () => {
  const asked = ++last;
  const address = new URL(form.dataset.slip, document.baseURI);
  for (const name of ["date", "basis"]) address.searchParams.set(name, form.elements[name].value);
  let answer;
  try {
    answer = await fetch(address, { headers: { Accept: "text/html" }, redirect: "error" });
  } catch {
    return; // what is typed stays, and the button still asks
  }
  if (!answer.ok || asked !== last) return;
  slip.innerHTML = await answer.text();
  offer(slip.querySelector("[data-shown]")?.dataset.shown);
};

for (const name of ["date", "basis"]) {
  form.elements[name].addEventListener("input", () => {
    offer();
    clearTimeout(waiting);
    waiting = setTimeout(ask, 400);
  });
}
