// Old links. An address that is gone leads on, with its anchor; a mention that is gone,
// as in #p4-term-2, leads to its paragraph.
import { mentionOf } from "./addresses.js";
import { byId, disclose, find } from "./elements.js";

export const land = () => {
  const name = location.hash.slice(1);
  /** @type {HTMLAnchorElement | null} */
  const exact = byId(name);
  /** @type {HTMLAnchorElement | null} */
  const whole = byId(mentionOf(name).block);
  /** @type {HTMLAnchorElement | null} */
  const onward = find("a.onward");
  if (onward) {
    const old = exact ?? whole;
    const heir = old?.href ?? old?.closest("li")?.querySelector("a")?.href;
    location.replace(heir ?? onward.href + (onward.hash ? "" : location.hash));
  } else if (whole && !exact) location.replace(`#${whole.id}`);
  else if (exact && disclose(exact)) exact.scrollIntoView();
};
