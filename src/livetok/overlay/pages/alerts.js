// Alerts: one after another, each for some seconds; a streak counts up while it is shown.

import { avatar, element, formatNumber, giftPicture, nameElement, nameOf, prefersStill, textElement } from "./dom.js";
import { ALERT_KINDS } from "./settings.js";
import { chime } from "./sound.js";
import { speak } from "./speech.js";

const ALIASES = { sub_notify: "subscribe", more_share: "share", gift_settled: "gift" };
const MOST_WAITING = 50;
const MOST_STREAKS = 500;
const LONGEST = 3; // a streak holds its alert for at most so many times its length

export function alerts(root, settings) {
  const shown = new Set(settings.show ?? ALERT_KINDS);
  const queue = [];
  const streaks = new Map(); // streaks that have their alert, or had it
  let current = null;
  let skipped = 0;

  function event(happened, isNew) {
    const kind = ALIASES[happened.type] ?? happened.type;
    if (!isNew || happened.history || !shown.has(kind)) return;
    if (kind === "gift") gift(happened);
    else enqueue({ kind, event: happened, worth: 0 });
  }

  function gift(happened) {
    const facts = happened.gift ?? {};
    const worth = facts.diamonds ?? 0;
    const key = `${happened.user?.id ?? happened.user?.name}/${facts.id}`;
    const running = streaks.get(key);
    const isOver = facts.over || happened.type === "gift_settled";
    if (running) {
      running.event = happened;
      running.worth = worth;
      if (running === current) update(running);
      // The last message of a streak is followed by one that sums it up; both end it.
      if (happened.type === "gift_settled") streaks.delete(key);
    } else if (worth >= settings.min) {
      const alert = { kind: "gift", event: happened, worth };
      if (happened.type !== "gift_settled") streaks.set(key, alert);
      if (streaks.size > MOST_STREAKS) streaks.delete(streaks.keys().next().value);
      enqueue(alert);
    }
    if (isOver) setTimeout(() => streaks.get(key)?.event === happened && streaks.delete(key), 3000);
  }

  function enqueue(alert) {
    queue.push(alert);
    if (queue.length > MOST_WAITING) {
      const least = queue.reduce((low, other, place) => (other.worth < queue[low].worth ? place : low), 0);
      queue.splice(least, 1);
      skipped += 1;
    }
    root.dataset.waiting = String(queue.length);
    if (!current) next();
  }

  function next() {
    current = queue.shift() ?? null;
    root.dataset.waiting = String(queue.length);
    if (!current) return;
    current.card = card(current, settings);
    current.until = performance.now() + settings.alert * 1000;
    current.latest = performance.now() + settings.alert * 1000 * LONGEST;
    root.replaceChildren(current.card);
    chime(tier(current.worth), settings);
    speak(sentence(current), "gift", settings);
    watch();
  }

  function watch() {
    const left = current.until - performance.now();
    if (left > 0) return void setTimeout(watch, left);
    const { card } = current;
    card.classList.add("gone");
    setTimeout(() => { card.remove(); next(); }, prefersStill() ? 0 : 450);
  }

  function update(alert) {
    const count = alert.card.querySelector(".count");
    const text = `×${formatNumber(alert.event.gift.count ?? 1)}`;
    if (!count || count.textContent === text) return;
    count.textContent = text;
    alert.card.querySelector(".worth").replaceChildren(...worthOf(alert));
    alert.card.dataset.tier = tier(alert.worth);
    if (!prefersStill()) count.animate([{ transform: "scale(1.45)" }, { transform: "none" }], { duration: 260, easing: "ease-out" });
    alert.until = Math.min(Math.max(alert.until, performance.now() + settings.alert * 500), alert.latest);
  }

  return { event };
}

const tier = (worth) => (worth >= 1000 ? "large" : worth >= 100 ? "middle" : "small");

const ICONS = { follow: "💜", share: "🔁", subscribe: "⭐" };
const WORDS = { follow: "is now following", share: "shared the LIVE", subscribe: "subscribed" };

function card(alert, settings) {
  const { kind, event } = alert;
  const made = element("article", `alert alert-${kind}`);
  made.dataset.tier = tier(alert.worth);
  const name = nameElement(event.user);
  if (kind !== "gift") {
    const icon = element("span", "alert-icon", ICONS[kind] ?? "🔔");
    const picture = element("div", "alert-picture", avatar(event.user, settings), icon);
    made.append(picture, element("div", "alert-text", name, textElement("alert-words", WORDS[kind] ?? kind)));
    return made;
  }
  const gift = event.gift ?? {};
  const words = textElement("alert-words", "sent ", element("bdi", "gift-name", gift.name || "a gift"));
  const text = element("div", "alert-text", name, words, element("span", "worth", ...worthOf(alert)));
  made.append(element("div", "alert-picture", giftPicture(gift, settings)), text);
  made.append(element("span", "count", `×${formatNumber(gift.count ?? 1)}`), element("i", "sparks"));
  return made;
}

function worthOf(alert) {
  return alert.worth ? [element("span", "gem", "💎"), ` ${formatNumber(alert.worth)}`] : [];
}

function sentence({ kind, event }) {
  const gift = event.gift ?? {};
  const what = kind === "gift" ? `sent ${gift.count > 1 ? `${gift.count} ` : ""}${gift.name ?? "a gift"}` : WORDS[kind];
  return `${nameOf(event.user)} ${what}`;
}
