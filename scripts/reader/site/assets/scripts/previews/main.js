// Cards, as they are shown: of terms and notes, of links to entries and paragraphs, one above the
// other. Loaded when the first may be wanted.
import { late } from "../reader/late.js";
import { followKeys } from "./keys.js";
import { followPointer, heed } from "./pointer.js";

followPointer();
followKeys();
late.heed = heed;
