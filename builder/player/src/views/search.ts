/** Looks for words in the pages and the glossary; the text is read from the document at the first search. */

import { all, fill, find, make, press } from "../dom.js";
import { closable, openDialog } from "./dialog.js";
import { folded, hits, snippet, type Folded } from "./fold-text.js";
import type { Ui } from "./ui.js";

const MOST = 50;
const QUIET_MS = 250;
/** What is no text to read, or would tell an answer before it is given; `.node[hidden]`: situations not yet met. */
const SKIPPED =
  "script, style, button, select, textarea, video, .vh, .js, .why, .result, .hint, .outcome, .node[hidden], .cite, .cited, .where, h1";
const INLINE = /^(A|ABBR|B|BDI|CITE|CODE|DFN|EM|I|KBD|Q|S|SMALL|SPAN|STRONG|SUB|SUP|U)$/;

interface Doc {
  readonly href: string;
  /** "" for a word of the glossary. */
  readonly ref: string;
  readonly title: string;
  readonly where: string;
  readonly text: string;
  readonly folded: Folded;
}

/** Text as it is read: with a space where a block ends. */
function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || node.matches(SKIPPED)) return "";
  const inner = [...node.childNodes].map(textOf).join("");
  return INLINE.test(node.tagName) ? inner : ` ${inner} `;
}

const tidy = (node: Node | null): string => (node ? textOf(node).replace(/\s+/g, " ").trim() : "");

export class SearchView {
  private readonly dialog = closable(find<HTMLDialogElement>(document, "#search_"));
  private readonly input = find<HTMLInputElement>(this.dialog, "input");
  private docs: readonly Doc[] | null = null;
  private waiting = 0;

  constructor(private readonly ui: Ui) {
    press(document, "search", () => this.open());
    find(this.dialog, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
    });
    this.input.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => this.search(), QUIET_MS);
    });
  }

  private open(): void {
    openDialog(this.dialog);
    this.input.select();
    this.search();
  }

  private doc(href: string, ref: string, title: string, where: string, node: Node | null): Doc {
    const text = tidy(node);
    return { href, ref, title, where, text, folded: folded(`${title} ${text}`) };
  }

  private index(): readonly Doc[] {
    const pages = all(document, "main > .page[data-ref*='/']").map((article) => {
      const where = all(article, ".where > span").map((part) => part.textContent).join(" · ");
      return this.doc(article.id, article.dataset["ref"] ?? "", find(article, "h1").textContent ?? "", where, article);
    });
    const glossary = document.querySelector("#glossary_ h1")?.textContent ?? "";
    const terms = all(document, "#glossary_ .terms > div").map((term) =>
      this.doc(term.id, "", find(term, "dt").textContent ?? "", glossary, find(term, "dd")),
    );
    return [...pages, ...terms];
  }

  private search(): void {
    const { words } = this.ui;
    const wanted = folded(this.input.value).text.split(/\s+/).filter(Boolean);
    const docs = wanted.length ? (this.docs ??= this.index()) : [];
    const found = docs.filter((doc) => wanted.every((word) => doc.folded.text.includes(word)));
    const shown = found.slice(0, MOST);
    find(this.dialog, ".results").replaceChildren(...shown.map((doc) => this.result(doc, wanted)));
    const more = found.length > MOST ? words.say("search.first", { n: found.length, shown: MOST }) : "";
    const said = found.length ? more || words.count("search.found", found.length) : words.say("search.none");
    fill(this.dialog, "found", wanted.length ? said : "");
    find(this.dialog, '[data-fill="found"]').hidden = false; // a live region that comes and goes is not heard
  }

  private result({ href, ref, title, where, text }: Doc, wanted: readonly string[]): HTMLElement {
    const locked = ref !== "" && this.ui.session.barrier(ref) !== null;
    const link = make("a", { href: `#${href}`, ...(locked ? { "aria-disabled": "true" } : {}) }, ...snippet(title, hits(title, wanted), Infinity));
    const place = make("small", {}, locked ? `${where} – ${this.ui.words.say("not-open")}` : where);
    const line = make("li", locked ? { class: "locked" } : {}, link, " ", place);
    if (!locked && text) line.append(make("p", {}, ...snippet(text, hits(text, wanted))));
    return line;
  }
}
