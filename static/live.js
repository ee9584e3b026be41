// The page hears its house: "something changed" and "ring id at instant", never a name (centre/hub.py).
// htmx parts ask again with the reader's own rights: hx-trigger="marks-changed from:body, resync from:body".
// Where no stream comes, the page asks the ledger every 15 seconds instead, so that a bell is heard all the same.

const EVERY = 15_000;
const REOPEN = 4; // every so many questions, in case there is room for a stream again
const OLDEST = 90_000; // a ring older than this is past, not news
const { live, rings } = document.body.dataset;
const engawa = (window.engawa ??= {});
engawa.rings = []; // the ids that this page has shown
engawa.offset = 0; // the house's clock minus this device's, in ms
engawa.stream = "";

const tell = (name, detail = {}) => document.body.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));

// What this tab has shown is kept over a reload and a change of page.
const KEPT = "engawa-rings";
const seen = new Set(kept());
const asking = new Set();

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
}

function keep(id) {
  seen.add(id);
  try {
    sessionStorage.setItem(KEPT, JSON.stringify([...seen].slice(-50)));
  } catch {
    // A browser without storage shows a ring again after a reload.
  }
}

// Each sample is too small by the way from there to here, so the largest is the best. A clock that was set is not a way.
function setClock(now) {
  const sample = now - Date.now();
  const isClose = Math.abs(sample - engawa.offset) < 1000;
  engawa.offset = isClose ? Math.max(sample, engawa.offset) : sample;
}

async function lines(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true", "X-By-Itself": "1" } });
  const isSignedOut = answer.headers.has("HX-Redirect") || answer.redirected;
  if (isSignedOut || answer.status === 404 || answer.status === 403) leave();
  if (isSignedOut || !answer.ok) throw new Error(`${address}: ${answer.status}`);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  setClock(Number(part.querySelector("[data-now]").dataset.now));
  return part.querySelectorAll("[data-ring]");
}

function show(line) {
  const [id, due] = [Number(line.dataset.ring), Number(line.dataset.due)];
  if (seen.has(id)) return;
  keep(id);
  engawa.rings.push(id);
  line.classList.add("toast");
  document.getElementById("toasts")?.append(document.adoptNode(line));
  tell("ring", { id, due, signal: line.dataset.signal });
}

// A question that fails leaves the id unseen: the hub repeats it, and the page asks again.
async function hear({ id, due, now }) {
  setClock(now);
  if (seen.has(id) || asking.has(id) || now - due > OLDEST) return;
  asking.add(id);
  try {
    (await lines(`${rings}${id}/`)).forEach(show);
  } catch {
    // Asked again within 15 seconds.
  } finally {
    asking.delete(id);
  }
}

let stream;
let questions = 0;
let timer;

function open() {
  stream?.close();
  stream = new EventSource(live);
  stream.addEventListener("open", () => (engawa.stream = "open"));
  stream.addEventListener("error", () => (engawa.stream = ""));
  stream.addEventListener("ring", ({ data }) => hear(JSON.parse(data)));
  stream.addEventListener("resync", () => tell("resync"));
  stream.addEventListener("changed", ({ data }) => {
    const { what, day } = JSON.parse(data);
    tell(`${what}-changed`, { day });
  });
}

// A browser comes back by itself from a line that broke, never from an answer that was no stream.
async function askInstead() {
  if (engawa.stream === "open") return;
  questions += 1;
  try {
    (await lines(rings)).forEach(show);
    tell("resync");
    if (stream.readyState === EventSource.CLOSED && questions % REOPEN === 0) open();
  } catch {
    // The house is away, or this person may no longer look; `lines` has seen to the latter.
  }
}

// Signed out, or no longer of this house: nothing is asked any more.
function leave() {
  stream.close();
  clearInterval(timer);
  engawa.stream = "left";
  tell("signed-out");
}

// What a part asks because it was told to, or every minute, is no sign that somebody sits here.
document.body.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb === "get" && !detail.triggeringEvent?.isTrusted) detail.headers["X-By-Itself"] = "1";
});

if (live) {
  open();
  timer = setInterval(askInstead, EVERY);
  window.addEventListener("pagehide", () => stream.close());
  window.addEventListener("pageshow", ({ persisted }) => persisted && open());
}
