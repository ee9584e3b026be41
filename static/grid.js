// The day as a grid. A tap writes what the brush holds, or asks. It is shown at once, with a folded corner until the
// house has it (taps.js). What colleagues write comes in cell by cell and never into a cell that still waits.

const grid = document.getElementById("grid");
const { taps } = window.engawa;
const undoable = []; // what this page wrote, the last at the end
let undos = 0; // asked for while something waited

const cellAt = (place) => document.getElementById(place);
const versionOf = (cell) => Number(cell.value.split(".")[2]);
const brush = () => grid.elements.brush.value;
const tileOf = (level) => document.querySelector(`#brush input[value="${level}"] + .tile`);
const isOfThisDay = (tap) => tap.day === grid.dataset.day;
const waits = (place) => taps.waiting.some((tap) => isOfThisDay(tap) && tap.cells.includes(place));

// What a hand writes.

function write(cell, level) {
  if (level === "blank" && cell.classList.contains("lv-none")) return;
  if (!hasReason()) return;
  show(cell, level);
  const ahead = taps.waiting.findLast((tap) => isOfThisDay(tap) && tap.fields.cell && tap.cells[0] === cell.id);
  if (!ahead || ahead.isSent) return add(grid.action, { cell: cell.value, brush: level }, [cell.id]);
  ahead.fields.brush = level;
  taps.keep();
}

function everyone(button) {
  if (!hasReason()) return;
  const column = `-${button.dataset.everyone}`;
  const open = [...grid.querySelectorAll("button.lv-none")].filter((cell) => cell.id.endsWith(column));
  for (const cell of open) show(cell, "4");
  add(button.formAction, {}, open.map(({ id }) => id));
}

function add(path, fields, cells) {
  const reason = grid.elements.reason?.value;
  taps.add({ path, fields: { ...fields, page: "grid", ...(reason && { reason }) }, cells, day: grid.dataset.day });
}

// A day long ago is written with a reason: the browser asks for it where it is missing.
function hasReason() {
  return grid.elements.reason?.reportValidity() ?? true;
}

function show(cell, level) {
  const tile = tileOf(level);
  cell.className = `${tile.className} is-waiting`;
  cell.replaceChildren(...tile.cloneNode(true).childNodes);
}

function sayWhatWaits() {
  const line = document.getElementById("grid-waiting");
  const { length } = taps.waiting;
  const { one, many } = line.dataset;
  line.hidden = !length;
  line.querySelector("span").textContent = length === 1 ? one : many.replace("{n}", length);
}

// What the house answered.

async function answered(tap, { status, isOk, part }) {
  document.getElementById("grid-waiting").hidden = true;
  if (!isOfThisDay(tap)) return;
  if (isOk && status === 200) return settle(tap, part);
  if (!isOk) forget(tap, part);
  await refresh(isOk ? tap.cells : []);
}

function settle(tap, part) {
  const isUndo = tap.fields.marks !== undefined;
  const isMine = !part.querySelector(".notes > *"); // else a colleague's entry was kept
  patch(part, isMine);
  if (isUndo && isMine) for (const cell of part.querySelectorAll("button[id^='c-']")) raise(cell, tap.path);
  const back = document.querySelector("#toasts form");
  if (!isUndo && back) undoable.push({ path: back.action, marks: back.elements.marks.value });
  if (undos && !taps.waiting.length) {
    undos -= 1;
    undo();
  }
}

// What this page wrote before in a cell stands there again, under a new version.
function raise(cell, path) {
  const [who] = cell.value.split(".");
  for (const one of undoable) {
    if (one.path === path) one.marks = one.marks.replace(new RegExp(`${who}\\.\\d+\\.`), `${who}.${versionOf(cell)}.`);
  }
}

// What waits behind a tap that was refused was meant for what is not there; the last of it is what is asked about.
function forget(refused, part) {
  const behind = taps.waiting.filter((tap) => isOfThisDay(tap) && tap.fields.cell && refused.cells.includes(tap.cells[0]));
  behind.forEach(taps.drop);
  const question = part.querySelector("#ask");
  const last = behind.at(-1);
  if (question && last) askAbout(question, last.fields.brush);
  for (const place of refused.cells) if (!waits(place)) cellAt(place)?.classList.add("is-refused");
  const saysWhy = part.querySelector(".note-line");
  patch(part, false);
  if (!saysWhy) sayNotWritten();
  ask(question);
}

function askAbout(question, level) {
  const mine = question.querySelector("[data-mine]");
  const label = document.querySelector(`#brush input[value="${level}"] ~ span:last-child`);
  mine.dataset.mine = level;
  mine.querySelector(".tile").replaceWith(tileOf(level).cloneNode(true));
  mine.querySelector("small").textContent = label.textContent;
}

function sayNotWritten() {
  document.getElementById("grid-notes").replaceChildren(document.getElementById("not-written").content.cloneNode(true));
}

function patch(part, isMine) {
  for (const fresh of part.querySelectorAll("[id^='c-']")) put(fresh, isMine);
  const notes = part.querySelector(".notes");
  if (notes) document.getElementById("grid-notes").replaceChildren(notes);
  const toasts = part.querySelector("#toasts");
  if (toasts?.childElementCount) document.getElementById("toasts").replaceChildren(...toasts.childNodes);
}

// A cell with a tap of mine behind it keeps its look, and the tap learns what mine wrote before it.
function put(fresh, isMine) {
  const cell = cellAt(fresh.id);
  if (!cell) return;
  if (waits(fresh.id)) {
    if (isMine) follow(cell, fresh);
    return;
  }
  const hadFocus = cell === document.activeElement;
  fresh.tabIndex = cell.tabIndex;
  cell.replaceWith(fresh);
  if (hadFocus) fresh.focus();
}

function follow(cell, fresh) {
  cell.value = fresh.value;
  for (const tap of taps.waiting) if (isOfThisDay(tap) && tap.fields.cell && tap.cells[0] === fresh.id) tap.fields.cell = fresh.value;
  taps.keep();
}

// What colleagues wrote.

let timer;
function refreshSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => refresh(), 100);
}

// `done`: the cells of a tap that had arrived before; what waits behind it knows that now.
async function refresh(done = []) {
  try {
    const answer = await fetch(grid.dataset.day, { headers: { "HX-Request": "true", "X-By-Itself": "1" } });
    if (!answer.ok || answer.redirected) return;
    merge(new DOMParser().parseFromString(await answer.text(), "text/html").body, done);
  } catch {
    // Asked again with the next change.
  }
}

const shapeOf = (part) => [...part.querySelectorAll(".log th, .log td > *")].map(({ id, tagName }) => tagName + id).join(" ");

function merge(part, done) {
  const [mine, theirs] = [grid.querySelector(".log"), part.querySelector(".log")];
  if (!theirs) return;
  if (shapeOf(grid) === shapeOf(part)) {
    for (const fresh of theirs.querySelectorAll("button[id]")) {
      if (waits(fresh.id) ? done.includes(fresh.id) && isNext(fresh) : isNews(fresh)) put(fresh, true);
    }
    for (const head of theirs.querySelectorAll("thead th")) putHead(head);
  } else if (!taps.waiting.length && (mine.querySelector(".is-refused") || !mine.contains(document.activeElement))) {
    mine.replaceWith(theirs);
    walk();
  }
  document.getElementById("periods").replaceWith(part.querySelector("#periods"));
}

// A page that was asked for before my tap was answered is older than what stands here.
function isNews(fresh) {
  const cell = cellAt(fresh.id);
  if (versionOf(fresh) !== versionOf(cell)) return versionOf(fresh) > versionOf(cell);
  return cell.classList.contains("is-refused") || cell.classList.contains("is-waiting");
}

const isNext = (fresh) => versionOf(fresh) === versionOf(cellAt(fresh.id)) + 1;

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

// Of what still waits the last is not sent; else the last that was written is taken back.
function undo() {
  const last = taps.waiting.at(-1);
  if (last && !last.isSent) {
    taps.drop(last);
    sayWhatWaits();
    for (const place of last.cells) if (!waits(place)) cellAt(place)?.classList.add("is-refused");
    refresh();
  } else if (last) undos += 1;
  else if (undoable.length) takeBack(undoable.pop());
}

function takeBack({ path, marks }) {
  document.getElementById("toasts").replaceChildren();
  const period = path.split("/").at(-3);
  add(path, { marks }, marks.split(" ").map((mark) => `c-${mark.split(".")[0]}-${period}`));
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
  addEventListener("pageshow", ({ persisted }) => persisted && refresh());
  for (const tap of taps.waiting.filter(isOfThisDay)) for (const place of tap.cells) cellAt(place)?.classList.add("is-waiting");
  Object.assign(taps, { answered, stalled: sayWhatWaits });
}
