// Taps that wait to be sent: one after the other, each under an id of its own, and again until the house answers.
// They outlive a reload and an ended session, and are sent from whichever page of the staff comes next.

const KEPT = "engawa-taps ";
const AGAIN = 3_000; // ms until what did not arrive is sent again
const PATIENCE = 10_000; // ms after which an answer is no longer waited for
const { me } = document.body.dataset;
const waiting = read();
let isSending = false;
let timer;
const taps = { waiting, add, drop, keep, answered: null, stalled: null };
(window.engawa ??= {}).taps = taps;

function read() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEPT) && key !== KEPT + me) sessionStorage.removeItem(key);
    return JSON.parse(sessionStorage.getItem(KEPT + me)) ?? [];
  } catch {
    return [];
  }
}

function keep() {
  try {
    sessionStorage.setItem(KEPT + me, JSON.stringify(waiting));
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

function add(tap) {
  tap.fields.operation = newKey();
  waiting.push(tap);
  keep();
  send();
}

function drop(tap) {
  const place = waiting.indexOf(tap);
  if (place >= 0) waiting.splice(place, 1);
  keep();
}

async function send() {
  if (isSending || !waiting.length) return;
  isSending = true;
  clearTimeout(timer);
  try {
    while (waiting.length) {
      const tap = waiting[0];
      const answer = await post(tap);
      if (!answer) break;
      drop(tap);
      if (taps.answered) await taps.answered(tap, answer);
      else if (!answer.isOk) say(answer.part);
    }
  } finally {
    isSending = false;
    taps.stalled?.();
    if (waiting.length) timer = setTimeout(send, AGAIN);
  }
}

// What the house answered, or nothing where no answer came. A session that ended, or a token that changed with
// another sign-in, leaves what waits for the page as it comes anew; once, or a refusal would go round in circles.
async function post(tap) {
  tap.isSent = true;
  keep();
  try {
    const headers = { "HX-Request": "true", ...JSON.parse(document.body.getAttribute("hx-headers")) };
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(tap.path, { method: "POST", headers, body: new URLSearchParams(tap.fields), signal });
    const text = await answer.text();
    if (answer.status >= 500) return null;
    const isSignedOut = answer.redirected || answer.headers.has("HX-Redirect");
    if (isSignedOut || (answer.status === 403 && !tap.wasForbidden)) {
      tap.wasForbidden = !isSignedOut;
      keep();
      location.reload();
      return null;
    }
    return { status: answer.status, isOk: answer.ok, part: new DOMParser().parseFromString(text, "text/html").body };
  } catch {
    return null;
  }
}

// What was refused is said on whichever page it is answered.
function say(part) {
  const line = part.querySelector(".note-line");
  if (line) document.querySelector(".notes")?.append(line);
}

addEventListener("online", send);
addEventListener("beforeunload", (event) => !navigator.onLine && waiting.length && event.preventDefault());
addEventListener("DOMContentLoaded", send); // the page's own script has said by then what it does with answers
