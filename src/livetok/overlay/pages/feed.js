// The connection to the hub. A websocket, because browsers open no more than six streams of the other kind to one
// server, and OBS with six sources is one browser.

const SILENCE_MILLISECONDS = 40000; // the server says something every 15 s
const REMEMBERED = 1000;

export class Feed {
  // onEvent(event, isNew): isNew is false for what had happened before the page was opened.
  constructor({ params, replay = 0, onEvent, onState, onStatus = () => {} }) {
    this.params = params;
    this.replay = replay;
    this.onEvent = onEvent;
    this.onState = onState;
    this.onStatus = onStatus;
    this.last = "";
    this.seen = new Set();
    this.isReady = false;
    this.delay = 250;
    this.open();
  }

  open() {
    const query = new URLSearchParams({ state: "1" });
    for (const name of ["host", "token"]) if (this.params.get(name)) query.set(name, this.params.get(name));
    if (this.last) query.set("after", this.last);
    else query.set("replay", String(this.replay));
    const address = new URL(`ws?${query}`, document.baseURI);
    address.protocol = address.protocol.replace("http", "ws");
    this.socket = new WebSocket(address);
    this.socket.onopen = () => { this.delay = 250; this.onStatus("connected"); this.listen(); };
    this.socket.onmessage = ({ data }) => { this.listen(); this.take(JSON.parse(data)); };
    this.socket.onclose = () => this.retry();
  }

  listen() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.socket.close(), SILENCE_MILLISECONDS);
  }

  retry() {
    clearTimeout(this.timer);
    this.onStatus("waiting");
    setTimeout(() => this.open(), this.delay * (0.75 + Math.random() / 2));
    this.delay = Math.min(this.delay * 2, 4000);
  }

  take(message) {
    if (message.type === "state") this.onState(message);
    else if (message.type === "ready") this.isReady = true;
    else if (message.type !== "heartbeat" && this.isUnseen(message.id)) this.onEvent(message, this.isReady);
  }

  isUnseen(id) {
    if (!id) return true;
    if (this.seen.has(id)) return false;
    this.seen.add(id);
    if (this.seen.size > REMEMBERED) this.seen.delete(this.seen.values().next().value);
    this.last = id;
    return true;
  }
}
