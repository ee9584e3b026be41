// A text half written outlives a reload and an ended session. It waits in this tab, and is gone with the tab.
// It is dropped when the house says that this very form is done (`done`, centre/operations.py), when its writer
// forgets it or signs out, and when somebody else signs in. What was refused or never arrived is kept.
// Two forms of one page that go to one address need an id each.

const KEPT = "engawa-draft ";
const TEXT = "textarea, input[type=text]";
const TOKENS = ["csrfmiddlewaretoken", "operation"];
const { me, signOut } = document.body.dataset;
const OLDEST = 12 * 60 * 60 * 1000; // ms; no session is longer
const given = new WeakMap(); // form: its values and its operation as the page came

const isTick = ({ type }) => type === "radio" || type === "checkbox";
const nameOf = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);
const pathOf = (form) => new URL(form.getAttribute("action") ?? "", location.href).pathname;
const keyOf = (form) => `${KEPT}${me} ${pathOf(form)} ${form.id}`;
const isKept = (form) => me && form.method === "post" && form.elements.operation && form.querySelector(TEXT) && !form.hasAttribute("hx-post");
const isField = (field) => field.name && !TOKENS.includes(field.name) && field.matches("textarea, select, input:not([type=password], [type=file])");
const fieldsOf = (form) => [...form.elements].filter(isField);
const mapOf = (form, read) => Object.fromEntries(fieldsOf(form).map((field) => [nameOf(field), read(field)]));
const written = (field) => (isTick(field) ? field.checked : field.value);

// What the house sent, also where the browser has already filled in something else.
function asGiven(field) {
  if (isTick(field)) return field.defaultChecked;
  if (field.tagName !== "SELECT") return field.defaultValue;
  return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
}

function fill(form, values) {
  for (const field of fieldsOf(form)) {
    const value = values[nameOf(field)];
    if (value === undefined) continue;
    if (isTick(field)) field.checked = value;
    else if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value)) field.value = value;
  }
}

// A browser that forbids storage keeps no drafts.
function stored(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
}

const kept = (start) => stored((storage) => Object.keys(storage).filter((key) => key.startsWith(start))) ?? [];
const drafts = () => kept(KEPT);
const load = (key) => stored((storage) => JSON.parse(storage.getItem(key)));
const store = (key, draft) => stored((storage) => storage.setItem(key, JSON.stringify(draft)));
const drop = (key) => stored((storage) => storage.removeItem(key));

function keep(form) {
  const [draft, values, { operation }] = [load(keyOf(form)), mapOf(form, written), form.elements];
  // Other words than those sent under the id that was taken over are another operation.
  if (given.has(form) && draft?.sent !== JSON.stringify(values)) operation.value = given.get(form).operation;
  store(keyOf(form), { ...draft, at: Date.now(), values });
}

// The id under which it is sent, and with which words first: only that id, acknowledged, drops it.
function send(form) {
  const [draft, values, operation] = [load(keyOf(form)), mapOf(form, written), form.elements.operation.value];
  const sent = draft?.operation === operation ? draft.sent : JSON.stringify(values);
  store(keyOf(form), { at: draft?.at ?? Date.now(), values, operation, sent });
}

// A page that answers what was sent (422) holds it already. Hidden fields come back with the text: a form that was
// begun before a colleague's change still says so. What was sent, and may have arrived, is sent under its own id.
function restore(form) {
  const draft = load(keyOf(form));
  if (!draft || form.querySelector("[aria-invalid=true], .form-errors")) return;
  const values = mapOf(form, asGiven);
  const differs = (field) => (draft.values[nameOf(field)] ?? values[nameOf(field)]) !== values[nameOf(field)];
  if (!fieldsOf(form).some((field) => field.type !== "hidden" && differs(field))) return drop(keyOf(form));
  const { operation } = form.elements;
  given.set(form, { values, operation: operation.value });
  fill(form, draft.values);
  if (draft.sent === JSON.stringify(draft.values)) operation.value = draft.operation;
  form.closest("details")?.setAttribute("open", "");
  say(form, draft.at);
}

function say(form, at) {
  const status = document.createElement("div");
  const line = document.getElementById("draft").content.firstElementChild.cloneNode(true);
  const [moment, hour] = [new Date(at), { hour: "numeric", minute: "2-digit", hourCycle: "h23" }];
  const isToday = moment.toDateString() === new Date().toDateString();
  const time = line.querySelector("time");
  time.dateTime = moment.toISOString();
  time.textContent = moment.toLocaleString(document.documentElement.lang, isToday ? hour : { day: "numeric", month: "long", ...hour });
  line.querySelector("button").addEventListener("click", () => forget(form, status));
  status.setAttribute("role", "status");
  form.prepend(status);
  setTimeout(() => status.append(line)); // into a region that stands already, so that it is read aloud
}

function forget(form, status) {
  const { values, operation } = given.get(form);
  drop(keyOf(form));
  fill(form, values);
  form.elements.operation.value = operation;
  given.delete(form);
  status.remove();
  form.querySelector(TEXT).focus();
}

document.addEventListener("input", ({ target: { form } }) => form && isKept(form) && keep(form));
document.addEventListener("submit", ({ target: form }) => {
  if (pathOf(form) === signOut) [...drafts(), ...kept("engawa-taps ")].forEach(drop); // of the same hand
  else if (isKept(form)) send(form);
});

const done = /(?:^|; )done=([^;]+)/.exec(document.cookie)?.[1];
for (const key of drafts()) {
  const isOfAnother = me && !key.startsWith(`${KEPT}${me} `);
  const isOld = !(Date.now() - load(key)?.at < OLDEST);
  if (isOfAnother || isOld || (done && load(key)?.operation === done)) drop(key);
}
for (const form of document.forms) if (isKept(form)) restore(form);
