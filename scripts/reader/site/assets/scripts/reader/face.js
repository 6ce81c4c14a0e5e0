// The reading face, where it would have come late: for the next page.
import { store } from "./store.js";

if (document.documentElement.matches(".no-face")) addEventListener("load", async () => {
  const styles = ["400", "italic 400", "600"];
  await Promise.all(styles.map((style) => document.fonts.load(`${style} 1em "Source Serif 4"`)));
  store.set("face", "here");
});
