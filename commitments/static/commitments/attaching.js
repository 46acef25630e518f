// A file that is too large is let go of, and it is said so, before anything is sent. The server refuses it as well.
document.addEventListener("change", ({ target }) => {
  if (!target.matches?.("input[type=file][data-most]")) return;
  const note = document.getElementById(`${target.id}_told`) ?? target.insertAdjacentElement("afterend", telling(target));
  const tooLarge = [...target.files].some((file) => file.size > Number(target.dataset.most));
  if (tooLarge) target.value = "";
  note.textContent = tooLarge ? target.dataset.tooLarge : "";
});

function telling(input) {
  const note = document.createElement("p");
  note.id = `${input.id}_told`;
  note.className = "file-told";
  note.setAttribute("role", "alert");
  return note;
}
