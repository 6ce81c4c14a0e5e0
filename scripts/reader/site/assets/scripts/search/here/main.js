// In a folder no browser starts a worker. There the search runs in the page itself: to Material
// this is a Worker, and to the script of the worker it is what a worker has around it. No frame
// is made, and no inline script.

/**
 * Load a script; `scope` is what it finds in place of a worker's own.
 * @param {string} src
 * @param {EventTarget} [scope]
 */
const load = (src, scope) => new Promise((onload, onerror) => {
  const script = Object.assign(document.createElement("script"), { src, scope, onload, onerror });
  document.head.append(script);
});

/**
 * Later, as between a page and its worker: whoever sends goes on first.
 * @param {EventTarget} target
 * @param {unknown} data
 */
const deliver = (target, data) => {
  setTimeout(() => target.dispatchEvent(new MessageEvent("message", { data })));
};

class WorkerInPage extends EventTarget {
  /** @param {string} address */
  constructor(address) {
    super();
    /** @type {((event: Event) => void) | null} */
    this.onmessage = null;
    this.scope = Object.assign(new EventTarget(), {
      location: new URL(address, document.baseURI),
      /** @param {unknown} data */
      postMessage: (data) => deliver(this, data),
      /** @param {string[]} sources */
      importScripts: async (...sources) => {
        for (const source of sources) await load(source);
      },
    });
    this.addEventListener("message", (event) => this.onmessage?.(event));
    this.started = load(address, this.scope);
    this.started.catch(() => this.dispatchEvent(new Event("error")));
  }

  /** @param {unknown} data */
  postMessage(data) {
    this.started.then(() => deliver(this.scope, data), () => {});
  }

  terminate() {
    this.started = Promise.reject();
    this.started.catch(() => {});
  }
}

if (location.protocol === "file:") Object.assign(globalThis, { Worker: WorkerInPage });
