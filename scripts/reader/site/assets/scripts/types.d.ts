// What the pages give to the scripts: data attributes and JSON, each declared here alone. The
// templates of the theme and `frames.py`, `data/cards.py` and `search.py` write them.

/** The data attributes. */
interface DOMStringMap {
  /** Of the data of cards: the id of the text that the page shows. */
  text?: string;
  /** Of a term: where it leads in a way of reading that marks it. */
  href?: string;
  /** Of the mark of a note: the number of the note, and its kind, if it is on no translation. */
  note?: string;
  kind?: string;
  /** Of the data of cards: the language of the names of entries. */
  headwords?: string;
  /** Of the data of cards: the script of the panel for a sentence. */
  panel?: string;
  /** Of the root, from what is kept: how one reads, and what of each paragraph is shown. */
  reading?: string;
  shown?: string;
  over?: string;
  cards?: string;
  /** Of the fold "Display" and of the search: the scripts that are loaded when they are needed. */
  script?: string;
  previews?: string;
  hits?: string;
  choices?: string;
  help?: string;
  /** Of the search: the page about it. */
  about?: string;
  /** Of a link: what it hands to the script of the page it leads to. */
  hands?: string;
  /** Of a link that takes the query: by what name. */
  name?: string;
  /** Of a form of citation: its style. */
  style?: string;
  /** Of the last line of a printed page: its address. */
  address?: string;
  /** Of a result of the search: its kind, and the rest of its address. */
  found?: string;
  arrival?: string;
  /** Of what is said of a quotation: the verdict. */
  verdict?: string;
  /** Of versions side by side: how many are shown. */
  columns?: string;
  /** Of versions side by side: how many are shown. */
  columns?: string;
  /** Of a button: its words, while it says that something is copied. */
  words?: string;
}

/** What a card says of a term. */
interface TermCard {
  headword: string;
  /** Its names in other languages, some in Latin letters, if the entry says so. */
  originals?: Named[];
  text: string;
  /** The links in the text. */
  links?: LinkOfCard[];
}

/** A link in words: start and end in code points, and the id that it leads to. */
type LinkOfCard = [start: number, end: number, id: string];

/** The tag of a language, and words in it. */
type Named = [language: string, words: string];

/** What a card says of a note; a better wording may say where it is established. */
interface NoteCard {
  /** The tag of a language that is not known by its characters. */
  language?: string;
  original?: string;
  better: (string | string[])[];
  text: string;
}

/** `#cards`, on a whole text. */
interface CardsOfText {
  terms: Record<string, TermCard>;
  notes: Record<string, NoteCard>;
  /** The words of the text's own footnotes; no term has this name. */
  "#": Record<string, string>;
  /** Which uses a part of a text has; no term has this name either. */
  "/"?: Record<string, Uses>;
}

/** The uses of a term on the page of a paragraph: the first here, all in the text, those around. */
interface Uses {
  first: number;
  total: number;
  previous: string;
  next: string;
  wordings: Record<string, number>;
}

/** `#uses`, on the page of a paragraph: by term. */
type UsesOfParagraph = Record<string, Uses>;

/** `#citations`, on a whole text: the forms, with signs for what differs by paragraph. */
interface CitationTemplates {
  number: string;
  visit: string;
  open: string;
  close: string;
  forms: { style: string; name: string; html: boolean; template: string }[];
}

/** A file below `data/cards/`: a paragraph, or an entry. */
interface EmbedCard extends TermCard {
  sentences?: string[];
  /** The numbers in the ids of the sentences, where they are not 1, 2, 3 … */
  numbers?: number[];
  label: string;
  title: string;
  language: string;
  status: string;
}

/** The same as our own pages read it: of an entry, its first sentence ends at `first`. */
interface EntryFile extends TermCard {
  language: string;
  first: number;
}
interface ParagraphFile extends Omit<EmbedCard, "text" | "headword" | "originals" | "links"> {
  sentences: string[];
  mentions?: [sentence: number, start: number, end: number, term: string, key: 0 | 1][];
}

/** A document of the search index. Places in it are pairs of start and end. */
interface SearchDocument {
  kind: "entry" | "paragraph" | "note" | "page";
  url: string;
  title: string;
  anchor: string;
  id?: string;
  text?: string;
  more?: string;
  lang?: string;
  moreLang?: string;
  originals?: Named[];
  /** Of an entry: its kind and its theme. */
  type?: string;
  theme?: string;
  boost?: number;
  places?: number;
  names?: [words: string, weight: number][];
  hidden?: string[];
  in?: string[];
  /** Of a note: its kinds, the gravest first, and where its text has the original. */
  kinds?: string[];
  /** Of a note, where not all are on a translation: under what name they stand together. */
  group?: "remark";
  original?: [tag: string, start: number, end: number];
  /** In an index of what is said in one language: nothing of it is. */
  absent?: boolean;
  /** Of a paragraph, and of a note that is grave: the id of its text. */
  of?: string;
  /**
   * Of a note that matters to whoever quotes: where it applies, as the first sentence of the
   * paragraph, and start and end in that.
   */
  grave?: [sentence: string, start: number, end: number][];
  about?: string[];
  sentences?: Sentence[];
  moreSentences?: Sentence[];
  mentions?: Record<string, Span[]>;
  /** Of a paragraph of which the words are in shards: its number among such, and its id. */
  thin?: number;
  block?: string;
}
/**
 * Paragraphs of which the names follow from each other: title and address are what stands before and
 * behind a number, and the first number; `counts` are their sentences.
 */
interface DocumentRow {
  row: number;
  kind: "paragraph";
  title: string | [string, string, number];
  url: string | [string, string, number];
  block?: [letter: string, first: number];
  counts?: number[];
  sentences?: Sentence[];
  of?: string;
  in?: string[];
  lang?: string;
  moreLang?: string;
  boost?: number;
  /** In an index of what is said in one language: nothing is; whether words and original are. */
  absent?: boolean;
  spoken?: [own: boolean, original: boolean];
}
type Sentence = [id: string, start: number];
type Span = [start: number, end: number];

/** The search index. `simplified` maps traditional characters. */
interface SearchIndex {
  /** In the head of an index in shards, paragraphs stand in rows. */
  docs: SearchDocument[];
  shards?: { folder: string; count: number; first: string[]; block: number };
  texts?: Record<string, SearchText>;
  simplified?: Characters;
  named?: NamedByOperators;
}
/** What operators can name: values and what readers are shown for them; the language of it all. */
interface NamedByOperators {
  kind?: [value: string, label: string][];
  theme?: [value: string, label: string][];
  note?: [value: string, label: string][];
  lang?: [value: string, label: string][];
  text?: [value: string, label: string, title: string][];
  /** Where there are many texts: series and years, each with the ids of its texts. */
  series?: [value: string, label: string, texts: string[]][];
  year?: [value: string, label: string, texts: string[]][];
  /** The language of the pages and of what editors write, and that of the names of entries. */
  own?: string;
  names?: string;
}
/** What somebody who quotes a text is told of it. */
interface SearchText {
  title: string;
  status: string;
  quoting?: string;
  /** Where there are several texts: its day, in words. */
  day?: string;
  /** Of versions: the text that they are versions of, and which paragraphs stand for the same. */
  work?: string;
  rows?: Record<string, number>;
}
type Characters = Record<string, string>;

/** What is gathered for the handout: words with their place, and what one says of them. */
interface HandoutItem {
  link: string;
  title: string;
  words: string;
  place: string;
  comment?: string;
}

/** What the address of a result of the search brings. */
interface Arrival {
  find?: string;
  term?: string;
  words?: string;
  said?: string;
  at?: string;
  q?: string;
}

// What the scripts give each other.

/** What scripts add that are loaded later, or only on some pages. */
interface Late {
  /** Mark the hits of a search. */
  mark?: (arrival: Arrival) => void;
  /** Start what stands between the search box and its results. */
  search?: (_: undefined) => void;
  /** Go to the next result of a list that is kept open, or to the one before; false if none. */
  onward?: (by: number) => boolean;
  /** Show a card, or put one away, as an event asks. */
  heed?: (event: HeardEvent) => void;
  /** Open the panel for a sentence. */
  openSentence?: (sentence: HTMLElement) => void;
  /** Set the originals over the terms, or take it away. */
  setOver?: () => void;
  /** What a card says of a term, its original among it. */
  original?: (link: HTMLAnchorElement) => TermCard;
}

/** What is known of an event that was heard before the script that heeds it had come. */
type HeardEvent = Pick<MouseEvent, "type" | "target" | "clientX" | "clientY" | "detail">;

/** A private note: a Web Annotation on words of a paragraph. The quotation stands first. */
interface Annotation {
  id: string;
  type: "Annotation";
  motivation?: string;
  body?: { type: "TextualBody"; value: string; format: string };
  created?: string;
  modified?: string;
  target: Target;
  /** Its words are no longer in the text. */
  orphan?: true;
}
interface Target {
  source: string;
  selector: [Quotation, ...Selector[]];
}
interface Quotation {
  type: "TextQuoteSelector";
  exact: string;
  prefix: string;
  suffix: string;
}
type Selector =
  | { type: "TextPositionSelector"; start: number; end: number }
  | { type: "FragmentSelector"; value: string };

/** A paragraph of the page: its words, and where its sentences stand in them. */
interface Passage {
  source: string;
  words: string;
  sentences: { id: string; start: number; end: number }[];
}
/** The sentence that an id stands for now, and the paragraph that it is in. */
interface Heir<P extends Passage> {
  id: string;
  paragraph?: P;
}
/** Where a quotation begins in a paragraph. */
interface Place<P extends Passage> {
  paragraph: P;
  at: number;
}

declare var ReaderSearch: typeof import("./search/engine/main.js").engine;
/** The cards that were loaded as scripts, by their paths. */
declare var READER_CARDS: Record<string, EntryFile | ParagraphFile> | undefined;
declare var READER_INDEX: SearchIndex;
/** The shards of it that were loaded as scripts. */
declare var READER_SHARDS: Record<string, unknown>;
/** What a query can say besides words: examples, and what they are for. */
declare var READER_OPERATORS: { examples: string[]; says: string }[];

// What a script shows, in English. The build puts the words of the language of the interface in
// place of each call: see `site/messages.py`.

/** A message, with values for its placeholders. */
declare function _(english: string, values?: Record<string, unknown>): string;

/** One whose English alone does not say what it means. */
declare function pgettext(context: string, english: string, values?: Record<string, unknown>): string;

/** One that counts: for one, and for more; `{count}` stands for how many. */
declare function ngettext(one: string, many: string, count: number, values?: Record<string, unknown>): string;

/** One whose values may be elements: its words and these, in order. */
declare function parts(english: string, values: Record<string, Node | string | (Node | string)[]>): (Node | string)[];
