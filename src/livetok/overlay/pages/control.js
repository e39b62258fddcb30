// The page for a person: a preview of each page, its settings, the address to copy, and buttons for test events.

import { element } from "./dom.js";
import { Feed } from "./feed.js";
import { kindsFor, SETTINGS } from "./settings.js";

const PAGES = { all: "Everything", chat: "Chat", alerts: "Alerts", goal: "Goal", board: "Leaderboard", battle: "Battle" };
const TESTS = {
  comment: "💬 Comment", gift: "🌹 Gift", big_gift: "🦁 Big gift", follow: "💜 Follow", share: "🔁 Share", subscribe: "⭐ Subscription",
  join: "👋 Join", like: "❤️ Likes", goal: "🎯 Goal", board: "🏆 Leaderboard", battle: "⚔️ Battle",
};

// A preview is laid out at the size of a source in OBS, and shown smaller.
const SIZES = { all: [1280, 720], chat: [768, 432], alerts: [768, 432], goal: [768, 432], board: [768, 432], battle: [768, 432] };

const byId = (id) => document.getElementById(id);
const params = new URLSearchParams(location.search);
const values = new Map(); // page -> Map of the settings that differ from their defaults
let page = "all";
let timer;

function show(name) {
  page = name;
  for (const button of byId("pages").children) button.toggleAttribute("aria-current", false);
  byId("pages").querySelector(`[data-page="${name}"]`).setAttribute("aria-current", "page");
  drawForm();
  fit();
  refresh();
}

function fit() {
  const [width, height] = SIZES[page];
  const frame = byId("preview");
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  frame.style.transform = `scale(${byId("stage").clientWidth / width})`;
}

const chosen = () => {
  if (!values.has(page)) values.set(page, new Map());
  return values.get(page);
};

function drawForm() {
  const fields = Object.entries(SETTINGS).filter(([, setting]) => setting.pages.includes(page));
  byId("fields").replaceChildren(...fields.map(([name, setting]) => field(name, setting)).filter(Boolean));
}

function field(name, setting) {
  const current = chosen().get(name);
  const hint = setting.hint ? element("small", "", setting.hint) : null;
  if (setting.kind === "list") return listField(name, setting);
  if (setting.kind === "flag") {
    const box = element("input");
    box.type = "checkbox";
    box.checked = current === undefined ? setting.fallback : current === "1";
    box.onchange = () => set(name, box.checked === setting.fallback ? "" : box.checked ? "1" : "0");
    return element("label", "field flag wide", box, element("span", "", setting.label));
  }
  const input = setting.kind === "choice" ? choice(setting, current) : entry(setting, current);
  input.oninput = () => set(name, setting.kind === "choice" && input.value === setting.fallback ? "" : input.value.replace("#", ""));
  const className = setting.kind === "text" ? "field wide" : "field";
  return element("label", className, element("span", "", setting.label), input, hint);
}

function choice(setting, current) {
  const select = element("select");
  for (const value of setting.values) select.append(new Option(value, value, false, value === (current ?? setting.fallback)));
  return select;
}

function entry(setting, current) {
  const input = element("input");
  if (setting.kind === "number") {
    input.type = "number";
    input.min = setting.least;
    input.max = setting.most;
    input.placeholder = setting.fallback ?? "theme";
  } else if (setting.kind === "colour") {
    input.type = "color";
    input.value = current ? `#${current}` : "#ff4d8d";
    return input;
  }
  input.value = current ?? "";
  return input;
}

function listField(name, setting) {
  const kinds = kindsFor(page);
  const initial = chosen().get(name)?.split(",") ?? kinds.filter((kind) => page === "all" || (kind !== "like" && kind !== "join"));
  const boxes = kinds.map((kind) => {
    const box = element("input");
    box.type = "checkbox";
    box.value = kind;
    box.checked = initial.includes(kind);
    box.onchange = () => set(name, boxes.filter((other) => other.checked).map((other) => other.value).join(",") || "none");
    return box;
  });
  const labels = boxes.map((box) => element("label", "", box, box.value));
  return element("div", "field wide", element("span", "", setting.label), element("div", "checks", ...labels));
}

function set(name, value) {
  if (value === "") chosen().delete(name);
  else chosen().set(name, value);
  clearTimeout(timer);
  timer = setTimeout(refresh, 250);
}

function query(extra = {}) {
  const made = new URLSearchParams();
  if (byId("host").value) made.set("host", byId("host").value);
  for (const [name, value] of chosen()) made.set(name, value);
  if (params.get("token")) made.set("token", params.get("token"));
  for (const [name, value] of Object.entries(extra)) made.set(name, value);
  return made.toString() && `?${made}`;
}

function refresh() {
  const address = new URL(`${page}${query()}`, document.baseURI).href;
  byId("address").value = address;
  byId("open").href = address;
  const preview = new URL(`${page}${query(byId("sample").checked ? { sample: "1", mute: "1" } : { mute: "1" })}`, document.baseURI).href;
  delete previewRoot()?.dataset.status; // of the page that is left now
  // Replaced, not navigated: the previews are no pages to go back to.
  byId("preview").contentWindow.location.replace(preview);
}

async function copy() {
  const button = byId("copy");
  try {
    await navigator.clipboard.writeText(byId("address").value);
    button.textContent = "Copied";
  } catch {
    byId("address").select(); // only pages of this machine, and of HTTPS, may write to the clipboard
    button.textContent = "Ctrl+C";
  }
  setTimeout(() => { button.textContent = "Copy"; }, 1500);
}

async function test(kind, button) {
  // A preview of sample events is deaf to the room.
  if (byId("sample").checked) { byId("sample").checked = false; refresh(); }
  await previewListens();
  const token = params.get("token") ? `?token=${encodeURIComponent(params.get("token"))}` : "";
  const body = JSON.stringify({ kind, host: byId("host").value });
  const response = await fetch(`test${token}`, { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => null);
  button.classList.toggle("failed", !response?.ok);
}

const previewRoot = () => byId("preview").contentDocument?.documentElement;

// What a test shows is not kept for those who come later.
async function previewListens() {
  for (let tries = 0; tries < 60 && previewRoot()?.dataset.status !== "connected"; tries++) {
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

const rooms = new Map();

function addHost(host) {
  if (rooms.has(host)) return;
  const isFirst = rooms.size === 0;
  rooms.set(host, {});
  byId("host").append(new Option(`@${host}`, host, isFirst, isFirst));
  if (isFirst && !byId("sample").checked) refresh();
  else byId("address").value = new URL(`${page}${query()}`, document.baseURI).href;
}

function showStatus(isConnected = true) {
  const room = rooms.get(byId("host").value);
  const status = byId("status");
  status.dataset.status = isConnected && room?.connected ? "live" : "waiting";
  if (!isConnected) status.textContent = "the server is away, trying again";
  else if (room?.connected) status.textContent = `live, ${room.viewers ?? 0} watching`;
  else status.textContent = rooms.size ? "the host is not live yet" : "no room yet";
}

for (const [name, label] of Object.entries(PAGES)) {
  const button = element("button", "", label);
  button.type = "button";
  button.dataset.page = name;
  button.onclick = () => show(name);
  byId("pages").append(button);
}
for (const [kind, label] of Object.entries(TESTS)) {
  const button = element("button", "", label);
  button.type = "button";
  button.dataset.kind = kind;
  button.onclick = () => test(kind, button);
  byId("tests").append(button);
}
for (const button of document.querySelectorAll("[data-backdrop]:not(.stage)")) {
  button.onclick = () => {
    byId("stage").dataset.backdrop = button.dataset.backdrop;
    for (const other of button.parentElement.children) other.setAttribute("aria-pressed", String(other === button));
  };
}
byId("copy").onclick = copy;
byId("sample").onchange = refresh;
byId("host").onchange = () => { refresh(); showStatus(); };
byId("settings").onreset = (event) => { event.preventDefault(); chosen().clear(); drawForm(); refresh(); };
byId("settings").onsubmit = (event) => event.preventDefault();
new ResizeObserver(fit).observe(byId("stage"));
show("all");

new Feed({
  params: new URLSearchParams(params.get("token") ? { token: params.get("token") } : {}),
  onEvent: (event) => event.host && addHost(event.host),
  onState(state) {
    addHost(state.host);
    rooms.set(state.host, state);
    showStatus();
  },
  onStatus: (status) => showStatus(status === "connected"),
});
