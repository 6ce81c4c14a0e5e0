// Shards of the index, from a server or from a folder.

const AGAIN = 800; // milliseconds before a shard that did not come is asked for once more

/** @param {number} time */
export const pause = (time) => /** @type {Promise<void>} */ (new Promise((resolve) => setTimeout(resolve, time)));

/**
 * What is waited for, if it is there in time; it may come later.
 * @template T
 * @param {Promise<T>} coming
 * @param {number} time
 * @returns {Promise<T | void>}
 */
export const within = (coming, time) => Promise.race([coming, pause(time)]);

/**
 * What loads shards into an index. They are scripts, which a page in a folder can load; from a
 * server they are read without being run, all at the same time.
 * @param {import("../engine/index.js").Index} index
 * @param {string} base where the head of the index lies
 * @param {(address: string) => Promise<void> | void} [run] loads a script
 */
export const loaderOf = ({ thin, data: { shards } }, base, run) => {
  /** @param {string} name */
  const read = async (name) => {
    const address = new URL(`${shards?.folder}${name}.js`, base).href;
    if (run) {
      await run(address);
      return READER_SHARDS[name];
    }
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
    const script = await answer.text();
    return JSON.parse(script.slice(script.indexOf(`${name}=`) + name.length + 1, script.lastIndexOf(";")));
  };
  /** @type {Map<string, Promise<void>>} */
  const coming = new Map();
  /** @param {string} name */
  const load = async (name) => {
    const shard = await read(name).catch(() => pause(AGAIN).then(() => read(name)));
    thin?.shards.put(name, shard);
  };
  /** @param {string} name */
  const loadOnce = (name) => {
    const known = coming.get(name) ?? load(name).finally(() => coming.delete(name));
    coming.set(name, known);
    return known;
  };
  return async (/** @type {string[]} */ names) => {
    await Promise.all(names.map(loadOnce));
  };
};
