// Private notes as Web Annotations. Nothing here asks for a page.

const AROUND = 64; // characters that are kept of the words before and after a quotation
const SOURCE = /(?:^|\/)texts\/([a-z0-9-]+)(?:\/(p\d+))?\/?(?:index)?(?:\.html)?(?:[?#].*)?$/;
const SENTENCES = /^p\d+s\d+(,p\d+s\d+)?$/; // the first and the last that a note is about

/** @param {Annotation} item */
export const quoteOf = (item) => item.target.selector[0].exact;
/** @param {Annotation} item */
export const noteOf = (item) => item.body?.value ?? "";
/**
 * The text and the paragraph of a note.
 * @param {Annotation} item
 */
export const placeOf = (item) => /** @type {string[]} */ (item.target.source.match(SOURCE)).slice(1);

/**
 * The first and the last sentence of a note, by their ids.
 * @param {Pick<Annotation, "target">} item
 */
export const sentencesOf = ({ target }) => {
  for (const selector of target.selector) if (selector.type === "FragmentSelector") return selector.value;
};
/** @param {Annotation} item */
export const startOf = ({ target }) => {
  for (const selector of target.selector) if (selector.type === "TextPositionSelector") return selector.start;
};

// A blob is named by a UUID; crypto.randomUUID is missing on plain http.
const uuid = () => `urn:uuid:${URL.createObjectURL(new Blob()).slice(-36)}`;
export const now = () => new Date().toISOString();

/**
 * A note with other words.
 * @param {Annotation} item
 * @param {string} value
 * @returns {Annotation}
 */
export const withNote = (item, value) => ({
  ...item,
  motivation: value ? "commenting" : "highlighting",
  body: value ? { type: "TextualBody", value, format: "text/plain" } : undefined,
});

/** @param {unknown} value */
export const array = (value) => [value ?? []].flat();
/** @param {unknown} value */
const words = (value) => (typeof value === "string" ? value : "");
/** @param {unknown} value */
const date = (value) => {
  const time = Date.parse(words(value));
  return time ? new Date(time).toISOString() : undefined;
};

/**
 * Take what may be a note, or null if it is none. Neither a file is trusted, nor what is stored:
 * other pages of the same origin may write there.
 * @param {any} given
 * @returns {Annotation | null}
 */
export const accept = (given) => {
  /** @type {any} */
  const target = array(given?.target)[0];
  const [, of, id] = words(target?.source?.id ?? target?.source).match(SOURCE) ?? [];
  /** @type {(type: string) => any} */
  const find = (type) => array(target?.selector).find((/** @type {any} */ selector) => selector?.type === type);
  const quote = find("TextQuoteSelector");
  const position = find("TextPositionSelector");
  const sentences = find("FragmentSelector");
  if (!id || !words(quote?.exact).trim()) return null;
  const around = { prefix: words(quote.prefix).slice(-AROUND), suffix: words(quote.suffix).slice(0, AROUND) };
  /** @type {Target["selector"]} */
  const selector = [{ ...quote, ...around }];
  if (position?.start >= 0) selector.push(position);
  if (SENTENCES.test(sentences?.value)) selector.push(sentences);
  const bodies = array(given.body ?? given.bodyValue).map((/** @type {any} */ body) => words(body?.value ?? body));
  return withNote({
    ...given,
    id: `${given.id ?? uuid()}`,
    type: "Annotation",
    bodyValue: undefined,
    created: date(given.created),
    modified: date(given.modified ?? given.created),
    target: { source: `texts/${of}/${id}/`, selector },
  }, bodies.filter((body) => body.trim()).join("\n\n"));
};

/**
 * Notes as one document.
 * @param {unknown[]} list
 */
export const collection = (list) => ({
  "@context": "http://www.w3.org/ns/anno.jsonld",
  id: uuid(),
  type: "AnnotationCollection",
  total: list.length,
  first: { id: uuid(), type: "AnnotationPage", items: list },
});

/**
 * Put notes into a list, each in place of the one that has its id.
 * @param {Annotation[]} list
 * @param {Annotation[]} changed
 */
export const put = (list, changed) =>
  [...new Map([...list, ...changed].map((item) => [item.id, item])).values()];

/**
 * Put notes into a list that are new, or newer than what is there.
 * @param {Annotation[]} list
 * @param {Annotation[]} given
 */
export const merge = (list, given) => {
  const known = new Map(list.map((item) => [item.id, item]));
  return put(list, given.filter(({ id, modified = "" }) => !known.has(id) || modified > (known.get(id)?.modified ?? "")));
};
