// Settings of the pages: URL parameters, read here and offered as a form by the control page.

export const THEMES = ["glass", "clear", "neon", "paper", "candy", "contrast"];
export const METRICS = ["likes", "gifts", "followers", "diamonds", "host"];
export const CHAT_KINDS = ["comment", "gift", "follow", "share", "subscribe", "join", "like"];
export const ALERT_KINDS = ["gift", "follow", "share", "subscribe"];
export const WIDGETS = ["chat", "alerts", "goal", "board", "battle"];

const every = ["chat", "alerts", "goal", "board", "battle", "all"];
const number = (least, most, step = 1) => ({ kind: "number", least, most, step });

// name: what kind of value, its default, the pages that have it, and what the form says.
export const SETTINGS = {
  theme: { kind: "choice", values: THEMES, fallback: "glass", pages: every, label: "Theme" },
  accent: { kind: "colour", fallback: "", pages: every, label: "Accent colour" },
  font: { kind: "text", fallback: "", pages: every, label: "Font", hint: "a font of this computer" },
  size: { ...number(8, 96), fallback: 18, pages: every, label: "Text size (px)" },
  radius: { ...number(0, 60), fallback: null, pages: every, label: "Round corners (px)" },
  show: { kind: "list", fallback: null, pages: ["chat", "alerts", "all"], label: "Show" },
  max: { ...number(1, 100), fallback: null, pages: ["chat", "board", "all"], label: "Lines at most" },
  fade: { ...number(0, 3600), fallback: 0, pages: ["chat", "all"], label: "Lines fade after (s)", hint: "0: never" },
  joins: { kind: "flag", fallback: false, pages: ["chat", "all"], label: "Who joins" },
  alert: { ...number(1, 60), fallback: 6, pages: ["alerts", "all"], label: "Seconds an alert" },
  min: { ...number(0, 1000000), fallback: 0, pages: ["chat", "alerts", "all"], label: "Gifts from (diamonds)" },
  metric: { kind: "choice", values: METRICS, fallback: "likes", pages: ["goal", "all"], label: "Count" },
  goal: { ...number(0, 1e12), fallback: 0, pages: ["goal", "all"], label: "Goal", hint: "0: the next round number" },
  title: { kind: "text", fallback: "", pages: ["goal", "board", "all"], label: "Title" },
  sound: { ...number(0, 100), fallback: 60, pages: ["alerts", "all"], label: "Volume" },
  mute: { kind: "flag", fallback: false, pages: ["alerts", "chat", "all"], label: "Mute everything" },
  tts: { kind: "choice", values: ["off", "comment", "gift", "all"], fallback: "off", pages: ["chat", "alerts", "all"],
    label: "Read aloud" },
  hide: { kind: "text", fallback: "", pages: ["chat", "alerts", "board", "all"], label: "Hide users",
    hint: "handles, with commas" },
  images: { kind: "flag", fallback: true, pages: every, label: "Pictures" },
};

export function kindsFor(page) {
  return { chat: CHAT_KINDS, alerts: ALERT_KINDS, all: WIDGETS }[page] ?? [];
}

export function readSettings(params, page) {
  const settings = { page };
  for (const [name, setting] of Object.entries(SETTINGS)) {
    settings[name] = parse(params.get(name), setting);
  }
  settings.hidden = new Set(words(settings.hide).map((name) => name.replace(/^@/, "").toLowerCase()));
  return settings;
}

function parse(text, setting) {
  if (text === null || text.trim() === "") return setting.fallback;
  const value = text.trim();
  switch (setting.kind) {
    case "number": {
      const parsed = Number(value);
      return Number.isFinite(parsed) ? Math.min(Math.max(parsed, setting.least), setting.most) : setting.fallback;
    }
    case "flag":
      return ["1", "true", "yes", "on"].includes(value.toLowerCase());
    case "choice":
      return setting.values.includes(value.toLowerCase()) ? value.toLowerCase() : setting.fallback;
    case "colour":
      return /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value) ? `#${value.replace("#", "")}` : setting.fallback;
    case "list":
      return words(value).map((word) => word.toLowerCase());
    default:
      return value.slice(0, 200);
  }
}

const words = (text) => text.split(",").map((word) => word.trim()).filter(Boolean);

// Themes, colours and sizes become attributes and CSS variables of the document.
export function applySettings(settings) {
  const root = document.documentElement;
  root.dataset.theme = settings.theme;
  root.style.setProperty("--size", `${settings.size}px`);
  if (settings.accent) root.style.setProperty("--accent", settings.accent);
  if (settings.radius !== null) root.style.setProperty("--radius", `${settings.radius}px`);
  if (settings.font) root.style.setProperty("--font", `${JSON.stringify(settings.font)}, var(--fallback-font)`);
}
