// Starts the widgets of a page and gives them what comes.

import { alerts } from "./alerts.js";
import { battle } from "./battle.js";
import { board } from "./board.js";
import { chat } from "./chat.js";
import { Feed } from "./feed.js";
import { goal } from "./goal.js";
import { startSample } from "./sample.js";
import { applySettings, readSettings, WIDGETS } from "./settings.js";

const makers = { alerts, battle, board, chat, goal };
const params = new URLSearchParams(location.search);
const page = document.documentElement.dataset.page;
const settings = readSettings(params, page);
if (document.documentElement.dataset.images === "off") settings.images = false;
applySettings(settings);

const wanted = page === "all" && settings.show ? settings.show.filter((name) => WIDGETS.includes(name)) : null;
const widgets = [];
for (const root of document.querySelectorAll("[data-widget]")) {
  const name = root.dataset.widget;
  if (wanted && !wanted.includes(name)) root.remove();
  else widgets.push(makers[name](root, page === "all" ? { ...settings, show: null } : settings));
}

// What a test button shows stays for a while, whatever the room does.
const TEST_MILLISECONDS = 12000;
let testTimer = 0;
let latest = null;
let room = (params.get("host") ?? "").split(",")[0].trim().replace(/^@/, "").toLowerCase();

function show(state) {
  for (const widget of widgets) widget.state?.(state);
}

const receiver = {
  replay: page === "chat" || page === "all" ? 60 : 0,
  onEvent(event, isNew) {
    if (settings.hidden.has((event.user?.name ?? "").toLowerCase()) && event.user) return;
    for (const widget of widgets) widget.event?.(event, isNew);
  },
  // With several rooms on one page, what shows how a room stands stays with the first of them.
  onState(state) {
    room ||= state.host;
    if (state.host !== room) return;
    if (state.test) {
      clearTimeout(testTimer);
      testTimer = setTimeout(() => { testTimer = 0; if (latest) show(latest); }, TEST_MILLISECONDS);
    } else {
      latest = state;
    }
    if (state.test || !testTimer) show(state);
  },
  onStatus(status) {
    document.documentElement.dataset.status = status;
  },
};

if (params.get("sample") === "1") startSample(receiver);
else new Feed({ params, ...receiver });
