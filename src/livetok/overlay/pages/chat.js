// Chat: comments, and what else people do, newest at the bottom.

import { avatar, element, formatNumber, giftPicture, nameElement, nameOf, picture, prefersStill, textElement } from "./dom.js";
import { speak } from "./speech.js";
import { CHAT_KINDS } from "./settings.js";

const ALIASES = { sub_notify: "subscribe", more_share: "share", subscribe_join: "subscribe", emote: "comment" };
const LINES = 30;

export function chat(root, settings) {
  const shown = new Set(settings.show ?? CHAT_KINDS.filter((kind) => kind !== "like" && (kind !== "join" || settings.joins)));
  if (settings.joins) shown.add("join");
  const most = settings.max ?? LINES;
  const streaks = new Map();
  let waiting = [];

  function event(happened, isNew) {
    const kind = ALIASES[happened.type] ?? happened.type;
    if (kind === "lagged") return append(note("some messages were skipped"), isNew);
    if (!shown.has(kind)) return;
    const line = kind === "gift" ? giftLine(happened) : LINES_OF[kind]?.(happened, settings);
    if (line) append(line, isNew && !happened.history);
    if (isNew && kind === "comment") speak(`${nameOf(happened.user)}: ${happened.text ?? ""}`, "comment", settings);
  }

  // A streak is one line whose count goes up.
  function giftLine(happened) {
    const gift = happened.gift ?? {};
    if ((gift.diamonds ?? 0) < settings.min) return null;
    const key = `${happened.user?.id ?? happened.user?.name}/${gift.id}`;
    const running = streaks.get(key);
    if (gift.over) streaks.delete(key);
    if (running?.isConnected || waiting.includes(running)) {
      running.querySelector(".count").textContent = `×${formatNumber(gift.count ?? 1)}`;
      return null;
    }
    const line = LINES_OF.gift(happened, settings);
    if (!gift.over) streaks.set(key, line);
    if (streaks.size > 200) streaks.delete(streaks.keys().next().value);
    return line;
  }

  // Lines are put up once a frame: a hundred in a second cost no more than sixty.
  function append(line, isNew) {
    if (isNew) line.classList.add("new");
    if (!waiting.length) schedule(flush);
    waiting.push(line);
    if (waiting.length > most) waiting = waiting.slice(-most);
  }

  function flush() {
    const surplus = root.childElementCount + waiting.length - most;
    for (let left = surplus; left > 0; left--) root.firstElementChild?.remove();
    root.append(...waiting);
    if (settings.fade) for (const line of waiting) fadeLater(line);
    waiting = [];
  }

  function fadeLater(line) {
    setTimeout(() => {
      line.classList.add("gone");
      setTimeout(() => line.remove(), prefersStill() ? 0 : 900);
    }, settings.fade * 1000);
  }

  return { event };
}

// A page that nobody looks at gets no frames; it goes on all the same.
function schedule(act) {
  if (document.hidden) setTimeout(act, 200);
  else requestAnimationFrame(act);
}

const LINES_OF = {
  comment: (event, settings) => person("comment", event, settings, textElement("text", ...withEmotes(event, settings))),
  gift(event, settings) {
    const gift = event.gift ?? {};
    const count = element("span", "count", `×${formatNumber(gift.count ?? 1)}`);
    const line = person("gift", event, settings, textElement("text", "sent ", element("bdi", "gift-name", gift.name || "a gift"), " ", count));
    line.append(giftPicture(gift, settings));
    return line;
  },
  follow: (event, settings) => person("follow", event, settings, textElement("text", "followed")),
  share: (event, settings) => person("share", event, settings, textElement("text", "shared the LIVE")),
  subscribe: (event, settings) => person("subscribe", event, settings, textElement("text", "subscribed")),
  join: (event, settings) => person("join", event, settings, textElement("text", "joined")),
  like: (event, settings) => person("like", event, settings, textElement("text", `sent ${formatNumber(event.count ?? 1)} likes`)),
};

function person(kind, event, settings, text) {
  const who = element("span", "who", ...badges(event.user), nameElement(event.user));
  const line = element("div", `line line-${kind}`, avatar(event.user, settings), element("div", "bubble", who, text));
  if (event.user?.moderator) line.classList.add("from-moderator");
  if (event.user?.subscriber) line.classList.add("from-subscriber");
  return line;
}

function badges(user) {
  const made = [];
  if (user?.moderator) made.push(badge("moderator", "MOD"));
  if (user?.subscriber) made.push(badge("subscriber", "SUB"));
  if (user?.level) made.push(badge("level", String(user.level)));
  return made;
}

const badge = (kind, label) => element("span", `badge badge-${kind}`, label);

function note(text) {
  return element("div", "line line-note", text);
}

// The text names each emote by its id in brackets; `emotes` says how they look.
function withEmotes(event, settings) {
  const text = event.text ?? "";
  const looks = new Map((event.emotes ?? []).map((emote) => [`[${emote.id}]`, emote.image]));
  if (!looks.size) return [text];
  return text.split(/(\[[^\[\]\s]{1,64}\])/).map((piece) => {
    if (!looks.has(piece)) return piece;
    const emote = element("span", "emote", "🙂");
    picture(looks.get(piece), settings, (image) => emote.replaceChildren(image));
    return emote;
  });
}
