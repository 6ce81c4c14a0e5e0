// Links that hand something to the script of the page they lead to: no element there has it as id.
import { all } from "./elements.js";

for (const link of /** @type {HTMLAnchorElement[]} */ (all("a[data-hands]"))) link.hash = `${link.dataset.hands}`;
