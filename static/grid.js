// The day as a grid. A tap writes what the brush holds, or asks. Taps are sent one after the other, each under an id
// of its own, and sent again until they are answered: the house does each id once. What colleagues write comes in
// cell by cell and never into a cell that still waits.

const grid = document.getElementById("grid");
const KEPT = `engawa-taps ${document.body.dataset.me} ${grid?.action}`;
const AGAIN = 3_000; // ms until what did not arrive is sent again
const waiting = read();
const undoable = []; // what this page wrote, the last at the end
let isSending = false;

const cellAt = (place) => document.getElementById(place);
const brush = () => grid.elements.brush.value;
const tileOf = (level) => document.querySelector(`#brush input[value="${level}"] + .tile`);

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
}

function keep() {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(waiting));
  } catch {
    // A browser without storage keeps them as long as the page is open.
  }
}

// Not crypto.randomUUID: a house network may be without HTTPS.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// What waits.

function write(cell, level) {
  const [who, period, version] = cell.value.split(".");
  if (level === "blank" && cell.classList.contains("lv-none")) return;
  if (!hasReason()) return;
  show(cell, level);
  const ahead = waiting.findLast((tap) => tap.fields.cell && tap.cells[0] === cell.id);
  if (ahead && !ahead.isSent) ahead.fields.brush = level;
  else add(grid.action, { cell: `${who}.${period}.${version}`, brush: level }, [cell.id]);
  keep();
  send();
}

function everyone(button) {
  if (!hasReason()) return;
  const column = `-${button.dataset.everyone}`;
  const open = [...grid.querySelectorAll("button.lv-none")].filter((cell) => cell.id.endsWith(column));
  for (const cell of open) show(cell, "4");
  add(button.formAction, {}, open.map(({ id }) => id));
  keep();
  send();
}

function add(path, fields, cells) {
  const reason = grid.elements.reason?.value;
  waiting.push({ path, fields: { ...fields, page: "grid", operation: newKey(), ...(reason && { reason }) }, cells });
}

// A day long ago is written with a reason: the browser asks for it where it is missing.
function hasReason() {
  return grid.elements.reason?.reportValidity() ?? true;
}

const waits = (place) => waiting.some((tap) => tap.cells.includes(place));

function show(cell, level) {
  const tile = tileOf(level);
  cell.className = `${tile.className} is-waiting`;
  cell.replaceChildren(...tile.cloneNode(true).childNodes);
}

function sayWhatWaits(isAway) {
  const line = document.getElementById("grid-waiting");
  line.hidden = !isAway || !waiting.length;
  const { one, many } = line.dataset;
  line.querySelector("span").textContent = waiting.length === 1 ? one : many.replace("{n}", waiting.length);
}

// Sending.

async function send() {
  if (isSending) return;
  isSending = true;
  while (waiting.length) {
    const tap = waiting[0];
    tap.isSent = true;
    const answer = await post(tap);
    if (!answer) break;
    waiting.shift();
    keep();
    settle(tap, answer, new DOMParser().parseFromString(await answer.text(), "text/html").body);
  }
  isSending = false;
  sayWhatWaits(waiting.length > 0);
  if (waiting.length) setTimeout(send, AGAIN);
}

// The answer, or nothing where none came. A session that ended leaves what waits for after the sign-in.
async function post({ path, fields }) {
  try {
    const headers = { "HX-Request": "true", ...JSON.parse(document.body.getAttribute("hx-headers")) };
    const answer = await fetch(path, { method: "POST", headers, body: new URLSearchParams(fields) });
    if (answer.status >= 500) return null;
    if (answer.redirected || answer.headers.has("HX-Redirect")) return location.reload();
    return answer;
  } catch {
    return null;
  }
}

function settle(tap, answer, part) {
  if (answer.ok) {
    patch(part);
    const back = document.querySelector("#toasts form");
    if (answer.status === 200 && tap.fields.marks === undefined && back) undoable.push({ path: back.action, marks: back.elements.marks.value });
  } else {
    forget(tap);
    patch(part);
    ask(part.querySelector("#ask"));
  }
  if (answer.status !== 200) refresh();
}

// What waits behind a tap that was refused was meant for what is not there.
function forget({ cells }) {
  for (let place = waiting.length - 1; place >= 0; place -= 1) {
    if (waiting[place].cells.some((cell) => cells.includes(cell))) waiting.splice(place, 1);
  }
  keep();
}

function patch(part) {
  for (const fresh of part.querySelectorAll("[id^='c-']")) put(fresh);
  const notes = part.querySelector(".notes");
  if (notes) document.getElementById("grid-notes").replaceChildren(notes);
  const toasts = part.querySelector("#toasts");
  if (toasts?.childElementCount) document.getElementById("toasts").replaceChildren(...toasts.childNodes);
}

// A cell with a tap of mine behind it keeps its look and takes the version that the tap must know.
function put(fresh) {
  const cell = cellAt(fresh.id);
  if (!cell) return;
  for (const tap of waiting) {
    if (tap.cells.includes(fresh.id) && tap.fields.cell) tap.fields.cell = fresh.value;
  }
  if (waits(fresh.id)) {
    cell.value = fresh.value;
    return;
  }
  const hadFocus = cell === document.activeElement;
  fresh.tabIndex = cell.tabIndex;
  cell.replaceWith(fresh);
  if (hadFocus) fresh.focus();
}

// What colleagues wrote.

let timer;
function refreshSoon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, 100);
}

async function refresh() {
  try {
    const answer = await fetch(grid.dataset.day, { headers: { "HX-Request": "true", "X-By-Itself": "1" } });
    if (!answer.ok || answer.redirected) return;
    merge(new DOMParser().parseFromString(await answer.text(), "text/html").body);
  } catch {
    // Asked again with the next change.
  }
}

const shapeOf = (part) => [...part.querySelectorAll(".log th, .log td > *")].map(({ id, tagName }) => tagName + id).join(" ");

function merge(part) {
  const [mine, theirs] = [grid.querySelector(".log"), part.querySelector(".log")];
  if (!theirs) return;
  if (shapeOf(grid) === shapeOf(part)) {
    for (const fresh of theirs.querySelectorAll("button[id]")) {
      if (!waits(fresh.id) && cellAt(fresh.id).value !== fresh.value) put(fresh);
    }
    for (const head of theirs.querySelectorAll("thead th")) putHead(head);
  } else if (!waiting.length && !mine.contains(document.activeElement)) {
    mine.replaceWith(theirs);
    walk();
  }
  document.getElementById("periods").replaceWith(part.querySelector("#periods"));
}

function putHead(fresh) {
  const head = document.getElementById(fresh.id);
  if (head.innerHTML === fresh.innerHTML || head.contains(document.activeElement)) return;
  head.replaceWith(fresh);
}

// Choosing for one cell, and the question to the second of two who wrote there.

const pick = document.getElementById("pick");
let chosen; // the place of the cell that is asked about

function open(cell) {
  close();
  chosen = cell.id;
  const [who, period] = cell.value.split(".");
  const [name] = cell.closest("tr").cells;
  const head = document.getElementById(`h-${period}`).querySelector("a");
  document.getElementById("pick-who").replaceChildren(...name.firstElementChild.cloneNode(true).childNodes, ` · ${head.querySelector("b").textContent}`);
  document.getElementById("pick-more").href = `${head.href}?who=${who}#p-${who}`;
  cell.setAttribute("aria-expanded", "true");
  pick.hidden = false;
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  pick.querySelector("[data-pick]").focus({ preventScroll: true });
}

function close() {
  if (!pick || (pick.hidden && !document.getElementById("ask"))) return false;
  pick.hidden = true;
  document.getElementById("ask")?.remove();
  const cell = cellAt(chosen);
  cell?.removeAttribute("aria-expanded");
  cell?.focus();
  return true;
}

function ask(question) {
  if (!question) return;
  close();
  document.getElementById("ask-place").replaceChildren(question);
  chosen = question.querySelector("[data-cell]").dataset.cell;
  question.querySelector("button").focus();
}

function choose(level) {
  const cell = cellAt(chosen);
  close();
  write(cell, level);
}

function undo() {
  const last = undoable.pop();
  if (!last) return;
  document.getElementById("toasts").replaceChildren();
  takeBack(last);
}

function takeBack({ path, marks }) {
  const period = path.split("/").at(-3);
  add(path, { marks }, marks.split(" ").map((mark) => `c-${mark.split(".")[0]}-${period}`));
  keep();
  send();
}

// Hand and keys.

grid?.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (button?.dataset.everyone) everyone(button);
  else if (button?.name === "cell") brush() ? write(button, brush()) : open(button);
});

grid?.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.pick) choose(button.dataset.pick);
  else if (button?.dataset.mine) {
    const cell = cellAt(button.dataset.cell);
    close();
    write(cell, button.dataset.mine);
  } else if (button && "close" in button.dataset) close();
});

document.getElementById("toasts")?.addEventListener("submit", (event) => {
  const form = event.target;
  if (!grid || !form.elements.marks) return;
  event.preventDefault();
  const marks = form.elements.marks.value;
  const place = undoable.findIndex((one) => one.path === form.action && one.marks === marks);
  if (place >= 0) undoable.splice(place, 1);
  form.closest(".toast").remove();
  takeBack({ path: form.action, marks });
});

// One cell of the grid is in the order of Tab; the arrows walk from it.
const cells = () => [...grid.querySelectorAll("tbody button.tile")];

function walk() {
  cells().forEach((cell, place) => (cell.tabIndex = place ? -1 : 0));
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function step(cell, [down, right]) {
  const width = grid.querySelector("thead tr").cells.length;
  let row = cell.closest("tr");
  let column = cell.parentElement.cellIndex;
  let to;
  do {
    if (down) row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
    column += right;
    if (!row || column < 1 || column >= width) return;
    to = row.cells[column]?.querySelector("button.tile");
  } while (!to);
  cell.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

document.addEventListener("keydown", (event) => {
  if (!grid || event.altKey || event.target.matches("input:not([type=radio]), textarea, select")) return;
  const { key } = event;
  if (key === "Escape" && close()) return event.preventDefault();
  if (key === "u" || (key === "z" && (event.ctrlKey || event.metaKey))) {
    event.preventDefault();
    return undo();
  }
  if (event.ctrlKey || event.metaKey) return;
  const level = /^[0-5]$/.test(key) ? key : key === "n" ? "blank" : "";
  const cell = event.target.closest("tbody button.tile");
  if (level && pick && !pick.hidden) choose(level);
  else if (level && cell) write(cell, level);
  else if (STEPS[key] && cell) step(cell, STEPS[key]);
  else return;
  event.preventDefault();
});

function nameTheBrush() {
  const name = grid.querySelector("#brush :checked ~ span:last-child");
  grid.querySelector(".brush-name").textContent = name?.textContent ?? "";
}

if (grid?.elements.brush) {
  walk();
  nameTheBrush();
  grid.elements.operation.remove();
  document.getElementById("brush").addEventListener("change", nameTheBrush);
  for (const what of ["marks-changed", "resync"]) document.body.addEventListener(what, refreshSoon);
  addEventListener("online", send);
  addEventListener("pageshow", ({ persisted }) => persisted && refresh());
  for (const tap of waiting) for (const place of tap.cells) cellAt(place)?.classList.add("is-waiting");
  send();
}
