// The panel for a sentence: what there is to know of it, in one place. Loaded when it is asked for.
import { late } from "../reader/late.js";
import { openSentence } from "./panel.js";

late.openSentence = openSentence;
