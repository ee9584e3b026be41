// What the pages need beyond HTML, CSS and htmx. Everything works without it.

// A toast leaves by itself (engawa.css); what has left is taken out of the page, so that nothing reads it again.
document.addEventListener("animationend", ({ animationName, target }) => {
  if (animationName === "leave" && target.matches(".toast")) target.remove();
});

// <a href="…" data-dialog="id">: opens the dialog of this page instead of following the link.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
});

// <button data-print hidden>: only where this can be done is it offered.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A part that reads itself again (hx-trigger) waits while somebody has something open in it or is asked something there.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const asked = detail.requestConfig.elt;
  if (asked === detail.target && asked.hasAttribute("hx-trigger") && asked.querySelector("details[open], [data-keep], :focus-visible:is(input, select, textarea)")) detail.shouldSwap = false;
});

// Where something needs another look, there one begins.
document.querySelector("[aria-invalid=true]")?.focus();
