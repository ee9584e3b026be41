// The sound of a bell, made here: two soft strikes of a few partials that die away one after the other.
// It begins at the due instant by the house's clock, once in this browser however many pages are open.
// A browser lets a page sound after a tap only: the button says what was chosen, and whether it is true.

const [WANTED, SOUNDED] = ["engawa-sound", "engawa-sounded"];
const NOTE = 329.63; // E4
// Of each partial: its ratio to the note, its strength, the seconds until it is gone.
const PARTIALS = [[0.5, 0.4, 2.9], [1, 0.5, 2.6], [1.19, 0.22, 1.8], [1.5, 0.16, 1.4], [2, 0.2, 1.1], [2.74, 0.07, 0.6]];
const STRIKES = [0, 1.1];
const LATEST = 60_000; // what is later than the house's grace is shown, and stays silent

const engawa = (window.engawa ??= {});
const bell = (engawa.bell = { context: null, analyser: null, sounded: [] });

function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Then the choice holds for this page.
  }
}

let isWanted = stored(WANTED) === "on";
const isOn = () => isWanted && bell.context?.state === "running";

// An oscillator never meets the loudspeaker itself: all pass one quiet, rounded way out, and the analyser on it.
function make() {
  const context = new AudioContext();
  const [rounding, loudness, analyser] = [context.createBiquadFilter(), context.createGain(), context.createAnalyser()];
  rounding.type = "lowpass";
  rounding.frequency.value = 2200;
  loudness.gain.value = 0.45;
  rounding.connect(loudness).connect(analyser).connect(context.destination);
  context.addEventListener("statechange", say);
  Object.assign(bell, { context, analyser, way: rounding });
}

function resume() {
  if (!bell.context) make();
  return bell.context.resume().catch(() => {});
}

function strike(at) {
  for (const [ratio, strength, lasts] of PARTIALS) {
    const [voice, swell] = [bell.context.createOscillator(), bell.context.createGain()];
    voice.frequency.value = NOTE * ratio;
    swell.gain.setValueAtTime(0, at);
    swell.gain.linearRampToValueAtTime(strength, at + 0.008);
    swell.gain.exponentialRampToValueAtTime(0.0002, at + lasts);
    voice.connect(swell).connect(bell.way);
    voice.start(at);
    voice.stop(at + lasts);
  }
}

// Two pages of one browser hear the same ring in the same moment. The first takes the lock of that ring and keeps it
// for as long as the ring may sound: what it stores may reach a page of another process later than the ring does.
function isMine(id) {
  const isFirst = () => {
    const sounded = JSON.parse(stored(SOUNDED) ?? "[]");
    if (sounded.includes(id)) return false;
    store(SOUNDED, JSON.stringify([...sounded, id].slice(-50)));
    return true;
  };
  if (!navigator.locks) return isFirst();
  return new Promise((answer) => {
    navigator.locks.request(`${SOUNDED}-${id}`, { ifAvailable: true }, (lock) => {
      answer(Boolean(lock) && isFirst());
      return lock && new Promise((release) => setTimeout(release, 2 * LATEST));
    });
  });
}

document.body.addEventListener("ring", async ({ detail: { id, due, signal } }) => {
  const left = () => due - (Date.now() + engawa.offset);
  if (signal !== "bell" || !isOn() || left() < -LATEST || bell.sounded.includes(id) || !(await isMine(id))) return;
  bell.sounded.push(id);
  const at = bell.context.currentTime + Math.max(0, left()) / 1000;
  STRIKES.forEach((after) => strike(at + after));
});

// The words say what is true now, not what was wished.
function say() {
  for (const button of document.querySelectorAll("[data-sound]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(isOn()));
    const { on, off, waiting } = button.dataset;
    button.querySelector("span").textContent = isOn() ? on : isWanted ? waiting : off;
    const drawing = button.querySelector("use");
    drawing.setAttribute("href", drawing.getAttribute("href").replace(/#.*/, isOn() ? "#bell" : "#bell-off"));
  }
}

document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-sound]")) return;
  isWanted = !isOn();
  store(WANTED, isWanted ? "on" : "off");
  await (isWanted ? resume() : bell.context?.suspend());
  say();
});

// Somebody who wants the sound gives it back to a new page with the first thing they do there.
for (const gesture of ["pointerup", "keydown"]) {
  document.addEventListener(gesture, (event) => {
    if (isWanted && !isOn() && !event.target.closest?.("[data-sound]")) resume();
  });
}

if (isWanted) resume();
say();
