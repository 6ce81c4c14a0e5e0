// Conveniences on every page. Everything works without them, and nothing leaves the device: the
// words of a search stand in the fragment of an address, which is never sent.
import "./face.js";
import "./drawer.js";
import "./choices.js";
import { arrive } from "./arrival.js";
import "./search-box.js";
import { land } from "./old-links.js";
import "./tables.js";
import "./hands.js";

addEventListener("hashchange", () => {
  arrive();
  land();
});
arrive(true);
land();
