// A finger on a level saves it at once. Arrow keys only walk through the levels; Enter saves.
let byHand = false;
addEventListener("pointerdown", () => { byHand = true; }, true);
addEventListener("keydown", () => { byHand = false; }, true);
document.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-tap]");
  if (form && byHand) form.requestSubmit();
});

const tileOfTheChosen = () => document.querySelector(".person[aria-current] .tile");
let known; // the tile as the house knows it

// Seen at once: the tile takes its new shade, with a folded corner until the house has it.
document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  const form = elt.closest("form[data-tap]");
  if (!form) return;
  form.querySelector("[data-failed]").hidden = true;
  const tile = tileOfTheChosen();
  const level = form.querySelector(":checked + .tile");
  if (!tile || !level) return;
  if (!tile.classList.contains("is-waiting")) known = tile.cloneNode(true);
  tile.className = `${level.className} is-waiting`;
  tile.replaceChildren(...level.cloneNode(true).childNodes);
});

// What did not arrive is not shown as if it had: row and choice go back to what the house knows.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, ({ detail: { elt } }) => {
    const form = elt.closest("form[data-tap]");
    if (!form) return;
    const tile = tileOfTheChosen();
    if (tile?.classList.contains("is-waiting")) tile.replaceWith(known);
    form.reset();
    form.querySelector("[data-failed]").hidden = false;
  });
}

// What has arrived is what a later failure goes back to.
// The row that was chosen stays in sight above the dock; a colleague's change moves nothing.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id === "ticket") for (const level of target.closest("form").elements.level) level.defaultChecked = level.checked;
  if (target.id === "period") target.querySelector(".person[aria-current]")?.scrollIntoView({ block: "nearest" });
});
