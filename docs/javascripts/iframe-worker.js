// Browsers start no worker for pages that were opened from a folder. There, the search runs in a hidden frame of the same
// page instead; on a server nothing changes. (Zensical would fetch such a stand-in from another host, unless a script of
// this name is given.) As with a worker, messages are copies, and arrive later.
if (location.protocol === "file:") {
  window.Worker = class {
    onmessage = null;
    #frame = document.createElement("iframe");
    #ready;

    constructor(address) {
      const script = document.createElement("script");
      script.src = new URL(address, document.baseURI).href;
      this.#frame.hidden = true;
      this.#ready = new Promise((resolve) => {
        script.onload = resolve;
        document.body.append(this.#frame);
        this.#frame.contentWindow.postMessage = (data) => this.#deliver(this, data);
        this.#frame.contentDocument.head.append(script);
      });
    }

    async postMessage(data) {
      const copy = structuredClone(data);
      await this.#ready;
      this.#deliver(this.#frame.contentWindow, copy);
    }

    #deliver(receiver, data) {
      const copy = structuredClone(data);
      setTimeout(() => receiver?.onmessage?.(new MessageEvent("message", { data: copy })));
    }

    terminate() {
      this.#frame.remove();
    }
  };
}
