// Made-up events for previews, so that a theme can be judged without a room.

const PEOPLE = [
  { id: "11", name: "mila.k", nickname: "Mila", level: 12 },
  { id: "12", name: "odile", nickname: "Odile ✨", moderator: true, level: 31 },
  { id: "13", name: "noor_s", nickname: "نور", subscriber: true },
  { id: "14", name: "sakura7", nickname: "さくら", level: 5 },
  { id: "15", name: "kasper", nickname: "Kasper" },
  { id: "16", name: "nicha", nickname: "ณิชา 🐘", subscriber: true, level: 24 },
  { id: "17", name: "zlata", nickname: "Злата" },
];
const TEXTS = [
  "hello from Lisbon 🌊", "that colour is so good!!", "مساء الخير، شكل اللوحة رائع", "かわいい〜 ねこも描いて 🐱", "how long have you been drawing?",
  "สวยมากเลย", "can you do a fox next? 🦊", "first time here, love the vibe", "ну очень красиво 😍", "the shading on the left side is exactly what it needed, wow",
];
const GIFTS = [
  { id: "5655", name: "Rose", price: 1 }, { id: "5879", name: "Doughnut", price: 30 }, { id: "11046", name: "Galaxy", price: 1000 },
  { id: "5487", name: "Finger Heart", price: 5 },
];

export function startSample({ onEvent, onState, onStatus }) {
  const totals = { likes: 7240, gifts: 312, followers: 41, diamonds: 8630, viewers: 348 };
  const given = PEOPLE.map((_, place) => 2400 - place * 390);
  const scores = [4200, 3650];
  const started = Date.now();
  let number = 0;
  onStatus?.("connected");

  function send(type, person, facts = {}) {
    number += 1;
    const user = PEOPLE[person % PEOPLE.length];
    onEvent({ v: 1, id: `sample:${number}`, type, at: new Date().toISOString(), host: "sample", history: false, user, ...facts }, true);
  }

  function gift(person, which, count) {
    const { id, name, price } = GIFTS[which % GIFTS.length];
    send("gift", person, { gift: { id, name, count, delta: count, diamonds: price * count, over: true } });
    totals.gifts += count;
    totals.diamonds += price * count;
    given[person % PEOPLE.length] += price * count;
  }

  function state() {
    const leaderboard = given.map((diamonds, place) => ({ user: PEOPLE[place], diamonds, gifts: 9 - place })).sort((a, b) => b.diamonds - a.diamonds);
    const teams = [{ id: "1", nickname: "Studio Ann", score: scores[0], partners: [] }, { id: "2", nickname: "Team さくら", score: scores[1], partners: [] }];
    const goals = [{ id: "1", description: "Paint the big canvas 🎨", progress: 640 + number, target: 1000 }];
    const battle = { id: "1", teams, over: false, ends_at: new Date(started + 240000).toISOString() };
    onState({ v: 1, type: "state", host: "sample", connected: true, ...totals, leaderboard, goals, battle });
  }

  for (let line = 0; line < 8; line++) send("comment", line, { text: TEXTS[line] });
  gift(1, 1, 5);
  send("follow", 4);
  state();
  let step = 0;
  setInterval(() => {
    step += 1;
    send("comment", step * 3 + 1, { text: TEXTS[(step * 7) % TEXTS.length] });
    totals.likes += 23;
    scores[step % 2] += 40 + ((step * 37) % 90);
    if (step % 3 === 0) gift(step, step, 1 + (step % 5));
    if (step % 5 === 0) send("follow", step);
    state();
  }, 1600);
}
