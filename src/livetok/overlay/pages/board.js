// Leaderboard: who gave most. Rows move to their new places.

import { avatar, element, formatNumber, nameElement, prefersStill, textElement } from "./dom.js";

const ROWS = 5;

export function board(root, settings) {
  const most = settings.max && settings.page === "board" ? settings.max : ROWS;
  const list = element("ol", "board-rows");
  const title = (settings.page === "board" && settings.title) || "Top gifters";
  root.append(textElement("board-title", title), list);
  root.hidden = true;
  const rows = new Map();

  function state(room) {
    const leaders = (room.leaderboard ?? [])
      .filter((leader) => !settings.hidden.has((leader.user?.name ?? "").toLowerCase()))
      .slice(0, most);
    root.hidden = leaders.length === 0;
    const before = new Map(Array.from(rows, ([key, row]) => [key, row.offsetTop]));
    const keys = leaders.map((leader) => leader.user?.id || leader.user?.name || "");
    for (const [key, row] of rows) if (!keys.includes(key)) { row.remove(); rows.delete(key); }
    leaders.forEach((leader, place) => {
      const key = keys[place];
      if (!rows.has(key)) rows.set(key, makeRow(leader, settings));
      const row = rows.get(key);
      row.dataset.rank = String(place + 1);
      row.querySelector(".rank").textContent = String(place + 1);
      row.querySelector(".score").replaceChildren(element("span", "gem", "💎"), ` ${formatNumber(leader.diamonds)}`);
      row.style.setProperty("--share", String(leader.diamonds / Math.max(1, leaders[0].diamonds)));
      if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
    });
    if (!prefersStill()) for (const [key, row] of rows) slide(row, before.get(key));
  }

  return { state };
}

function makeRow(leader, settings) {
  return element("li", "board-row", element("span", "rank"), avatar(leader.user, settings), nameElement(leader.user), element("span", "score"));
}

function slide(row, before) {
  const way = before === undefined ? 0 : before - row.offsetTop;
  if (way) row.animate([{ transform: `translateY(${way}px)` }, { transform: "none" }], { duration: 420, easing: "ease-out" });
}
