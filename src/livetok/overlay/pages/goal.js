// A goal: a bar that fills with likes, gifts, followers or diamonds; or the host's own goals.

import { element, formatNumber, textElement } from "./dom.js";

const TITLES = { likes: "Likes", gifts: "Gifts", followers: "New followers", diamonds: "Diamonds" };

export function goal(root, settings) {
  const rows = new Map();

  function state(room) {
    const goals = settings.metric === "host" ? hostGoals(room) : [counted(room)];
    for (const [key, row] of rows) if (!goals.some((goal) => goal.key === key)) { row.remove(); rows.delete(key); }
    for (const goal of goals) {
      if (!rows.has(goal.key)) { rows.set(goal.key, makeRow()); root.append(rows.get(goal.key)); }
      fill(rows.get(goal.key), goal);
    }
  }

  function counted(room) {
    const value = room[settings.metric] ?? 0;
    return { key: "counted", title: settings.title || TITLES[settings.metric], value, target: settings.goal || nextRound(value) };
  }

  return { state };
}

function hostGoals(room) {
  return (room.goals ?? []).slice(-3).map((goal) => ({
    key: goal.id, title: goal.description || "Goal", value: goal.progress, target: goal.target || nextRound(goal.progress),
  }));
}

// 10, 20, 50, 100, 200, 500, ...: the first that is not reached yet.
function nextRound(value) {
  for (let power = 10; ; power *= 10) for (const factor of [1, 2, 5]) if (value < factor * power) return factor * power;
}

function makeRow() {
  const fillPart = element("div", "goal-fill", element("div", "goal-shine"));
  const bar = element("div", "goal-bar", fillPart, element("span", "goal-percent"));
  bar.setAttribute("role", "progressbar");
  const head = element("div", "goal-head", textElement("goal-title"), element("span", "goal-numbers", element("b", "goal-value"), element("span", "goal-target")));
  return element("div", "goal-row", head, bar);
}

function fill(row, { title, value, target }) {
  const share = target > 0 ? Math.min(1, Math.max(0, value / target)) : 0;
  const percent = Math.floor(share * 100);
  row.querySelector(".goal-title").textContent = title;
  row.querySelector(".goal-value").textContent = formatNumber(value);
  row.querySelector(".goal-target").textContent = ` / ${formatNumber(target)}`;
  row.querySelector(".goal-percent").textContent = `${percent} %`;
  row.querySelector(".goal-fill").style.width = `${share * 100}%`;
  row.querySelector(".goal-bar").setAttribute("aria-valuenow", String(percent));
  row.classList.toggle("reached", value >= target);
}
