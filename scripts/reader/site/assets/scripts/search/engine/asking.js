// Asking an index in shards: what is missing is loaded, and the query asked again.
import { Missing } from "./shards.js";

/** @typedef {import("./index.js").Index} Index */

const ROUNDS = 30; // more loads than any query needs

/**
 * What some work on an index returns, once all is loaded that it needs; nothing, if nobody waits
 * for it any longer.
 * @template T
 * @param {Index} index
 * @param {(names: string[]) => Promise<void>} load puts shards into the index
 * @param {() => T} work
 * @param {() => boolean} [waits]
 * @returns {Promise<T | undefined>}
 */
export const whenLoaded = async ({ thin }, load, work, waits = () => true) => {
  for (let round = 0; round < ROUNDS && waits(); round++) {
    thin?.shards.missing.clear();
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
    }
    await load([...thin?.shards.missing ?? []]);
  }
  return undefined;
};
