// Small helpers for building what is shown. Text from outside becomes text nodes, never markup.

export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const LONGEST_NAME = 60;

// Names may be made of characters that nobody sees.
const isVisible = (text) => Boolean(text?.replace(/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu, ""));

export function nameOf(user) {
  const name = [user?.nickname, user?.name].find(isVisible)?.trim() ?? "somebody";
  const letters = graphemes(name);
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME).join("")}…` : name;
}

// A name keeps its own direction, and whatever it does with directions stays inside of it.
export function nameElement(user) {
  const made = element("bdi", "name", nameOf(user));
  made.style.setProperty("--hue", String(hueOf(user?.id || user?.name || "")));
  return made;
}

export function textElement(className, ...children) {
  const made = element("span", className, ...children);
  made.dir = "auto";
  return made;
}

export function avatar(user, settings) {
  const made = element("span", "avatar");
  made.ariaHidden = "true";
  made.style.setProperty("--hue", String(hueOf(user?.id || user?.name || "")));
  const letter = element("span", "initial", (graphemes(nameOf(user).replace(/^[^\p{L}\p{N}\p{Emoji}]+/u, ""))[0] ?? "?").toUpperCase());
  made.append(letter);
  picture(user?.avatar, settings, (image) => letter.replaceWith(image));
  return made;
}

const GIFTS = {
  "rose": "🌹", "gg": "🎮", "heart me": "💗", "finger heart": "🫰", "perfume": "🌸", "doughnut": "🍩", "cap": "🧢",
  "sunglasses": "🕶️", "money gun": "💸", "galaxy": "🌌", "lion": "🦁", "tiktok universe": "🪐", "tiktok": "🎵",
  "ice cream cone": "🍦", "hand hearts": "🫶", "corgi": "🐶", "confetti": "🎉", "rocket": "🚀", "whale": "🐋",
};

export function giftPicture(gift, settings) {
  const made = element("span", "gift-picture");
  made.ariaHidden = "true";
  const stand = element("span", "emoji", GIFTS[(gift?.name ?? "").toLowerCase()] ?? "🎁");
  made.append(stand);
  picture(gift?.image, settings, (image) => stand.replaceWith(image));
  return made;
}

// Pictures come through our own server. The stand-in is replaced once there is something to show.
export function picture(address, settings, show) {
  if (!address || !settings.images) return;
  const query = new URLSearchParams({ url: address });
  const token = new URLSearchParams(location.search).get("token");
  if (token) query.set("token", token);
  const image = new Image();
  image.alt = "";
  image.onload = () => show(image);
  image.src = `image?${query}`;
}

let segmenter;

export function graphemes(text) {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

export function hueOf(text) {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0), 16777619);
  return ((hash ^ (hash >>> 15)) >>> 0) % 360;
}

const plain = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

export const formatNumber = (value) => (value < 100000 ? plain : short).format(value);

export const prefersStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
