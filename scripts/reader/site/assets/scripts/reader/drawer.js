// The drawer of a narrow screen: its label becomes a button, and nothing beside it is reached
// while it is open.
import { all, element, get } from "./elements.js";

/** @type {HTMLInputElement} */
const drawer = get("#__drawer");
const label = get(".md-header [for=__drawer]");
const opener = element("button", { className: `${label.className} drawer-opener`, ariaExpanded: "false" }, ...label.childNodes);
const shut = () => drawer.checked && drawer.click();

label.replaceWith(opener);
opener.addEventListener("click", () => drawer.click());
drawer.addEventListener("change", () => {
  const rest = all("[data-md-component=skip], .md-header, .md-content, footer");
  for (const part of rest) part.inert = drawer.checked;
  opener.ariaExpanded = `${drawer.checked}`;
  (drawer.checked ? get(".md-nav--primary .md-nav__link") : opener).focus();
});
addEventListener("keydown", ({ key }) => key === "Escape" && shut());
matchMedia("(min-width: 76.25em)").addEventListener("change", shut);
