// A battle: how it stands and how long it takes. Nothing is shown as long as it is not known who fights.

import { element, formatNumber, textElement } from "./dom.js";

const SHOWN_AFTER_END = 12000;

export function battle(root, settings) {
  root.hidden = true;
  let ends = null;
  let battleId = "";
  let overSince = 0;

  setInterval(tick, 250);

  function state(room) {
    const fight = room.battle;
    const teams = fight?.teams ?? [];
    const isKnown = teams.length > 1 && teams.every((team) => team.nickname || team.name);
    if (fight?.over && battleId !== fight.id) return hide(); // it was over before this page came
    if (!isKnown) return hide();
    if (!fight.over) { battleId = fight.id; overSince = 0; } else { overSince ||= performance.now(); }
    ends = fight.ends_at && !fight.over ? Date.parse(fight.ends_at) : null;
    draw(fight, inOrder(teams));
    root.hidden = false;
    tick();
  }

  function hide() {
    root.hidden = true;
    ends = null;
  }

  function draw(fight, teams) {
    const total = teams.reduce((sum, team) => sum + (team.score || 0), 0);
    const isDuel = teams.length === 2;
    const sides = teams.map((team, place) => side(team, place, fight, total, teams.length));
    const heads = element("div", "battle-heads", ...sides.map((made) => made.head));
    heads.dataset.teams = String(teams.length);
    const clock = element("span", "battle-clock");
    clock.hidden = true;
    if (isDuel) sides[0].head.after(clock);
    else heads.prepend(clock);
    let bar = root.querySelector(".battle-bar");
    if (bar?.childElementCount !== teams.length) bar = element("div", "battle-bar", ...teams.map((_, place) => element("div", `battle-side side-${place + 1}`)));
    // The same elements get new widths, so that the bar moves instead of jumping.
    sides.forEach((made, place) => { bar.children[place].style.flexGrow = String(made.share); });
    root.replaceChildren(heads, bar);
    root.classList.toggle("over", Boolean(fight.over));
  }

  function side(team, place, fight, total, count) {
    const share = total ? Math.max(0.04, (team.score || 0) / total) : 1 / count;
    const name = element("bdi", "battle-name", team.nickname || team.name);
    const partners = team.partners?.length ? textElement("battle-partners", ` +${team.partners.length}`) : null;
    const head = element("div", `battle-head side-${place + 1}`, name, partners, element("b", "battle-score", formatNumber(team.score || 0)));
    if (fight.winner === team.id) head.classList.add("winner"), head.prepend(element("span", "crown", "👑"));
    return { head, share };
  }

  function tick() {
    if (overSince && performance.now() - overSince > SHOWN_AFTER_END) return hide();
    const clock = root.querySelector(".battle-clock");
    if (!clock) return;
    clock.hidden = ends === null;
    if (ends === null) return;
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    clock.classList.toggle("last-seconds", left <= 10);
  }

  return { state };
}

// Sides keep their places while scores change.
const inOrder = (teams) => [...teams].sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
