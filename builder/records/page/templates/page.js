// Shows the slice that a reader chooses: its tables, its charts, its sentences. Without it the page shows everything.

/** @typedef {[number, ...Cell[]]} Kept
 * @typedef {{kind: string, columns: [string, string][], texts: string[][], chart: null |
 *   {label: number, values: number[], group: number, to: number}}} Part
 * @typedef {{figures: string[][], sentences: string[]}} Summary
 * @typedef {{said: string, rows: (Kept[] | 0)[], more: Record<string, string>, summaries: Summary[]}} Slice
 * @typedef {{parts: Part[], chapters: string[], lines: Record<string, string[]>,
 *   agencies: Record<string, string>, slices: Record<string, Slice>}} Data */

/** @type {(id: string) => any} */
const by = (id) => document.getElementById(id);
/** @type {(tag: string, words?: string) => HTMLElement} */
const made = (tag, words = "") => Object.assign(document.createElement(tag), { textContent: words });

/** @type {Data} */
const data = JSON.parse(by("data").textContent);
const agency = by("agency");
const period = by("period");

/** The cells of a row, as its columns have them. @param {Part} part @param {Kept} kept @returns {Cell[]} */
function cells(part, kept) {
  const words = (part.texts[kept[0]] ?? []).values();
  const numbers = kept.slice(1).values();
  return part.columns.map(([, format]) => (NUMBERS.includes(format) ? numbers : words).next().value ?? null);
}

/** @param {Part} part @param {Cell[][]} rows @returns {Pen | null} */
function pen(part, rows) {
  const chart = part.chart;
  if (!chart) return null;
  /** @type {(row: Cell[], at: number) => string[]} */
  const words = (row, at) => {
    const found = at < 0 ? "" : said(row[at] ?? null, part.columns[at]?.[1] ?? "");
    return found ? (data.lines[found] ?? [found]) : [];
  };
  const own = part.kind === "histogram" ? rows.filter((row) => row[chart.label] !== "all") : rows;
  const drawn = own.map((row) => ({
    label: words(row, chart.label),
    values: chart.values.map((at) => row[at] ?? null),
    group: words(row, chart.group),
    to: words(row, chart.to).map((one, at) => (at ? one : `\u2192 ${one}`)),
  }));
  /** @type {Series[]} */
  const series = chart.values.map((at) => part.columns[at] ?? ["", ""]);
  return new Pen({ kind: part.kind, series, rows: drawn });
}

/** @param {Element} svg @param {Pen} pen @param {Drawing} drawing */
function paint(svg, pen, drawing) {
  const [title, desc] = svg.children;
  if (!title || !desc) return;
  desc.textContent = pen.described();
  svg.setAttribute("height", high(drawing.height));
  const shapes = drawing.shapes.map(([tag, attributes, words]) => {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    shape.textContent = words;
    return shape;
  });
  svg.replaceChildren(title, desc, ...shapes);
}

/** @param {Part} part @param {Cell[]} row */
function line_of(part, row) {
  const shown = made("tr");
  row.forEach((value, at) => {
    const format = part.columns[at]?.[1] ?? "";
    const words = said(value, format);
    const cell = made(at ? "td" : "th");
    if (!at) cell.setAttribute("scope", "row");
    if (NUMBERS.includes(format)) {
      cell.className = "n";
      cell.textContent = words;
    } else cell.append(made("bdi", words));
    shown.append(cell);
  });
  return shown;
}

/** @param {number} rows */
const counted = (rows) => (rows === 1 ? "1 row" : `${grouped(rows)} rows`);

/** @param {Slice} slice @param {number} at */
function show_part(slice, at) {
  const box = by(`part-${at}`);
  const part = data.parts[at];
  if (!part) return;
  const rows = (slice.rows[at] || []).map((kept) => cells(part, kept));
  const drawn = pen(part, rows);
  const drawing = drawn?.draw() ?? { height: 0, shapes: [] };
  const figure = box.querySelector("figure");
  if (figure) {
    figure.hidden = !drawing.shapes.length;
    if (drawn) paint(figure.lastElementChild, drawn, drawing);
    box.querySelector(".hushed").hidden = drawing.shapes.length > 0 || !rows.length;
  }
  box.querySelector(".nothing").hidden = rows.length > 0;
  box.querySelector(".data").hidden = !rows.length;
  box.querySelector(".rows").textContent = counted(rows.length);
  const hushed = rows.filter((row) => row.includes(UNSHOWN)).length;
  const few = box.querySelector(".few");
  few.hidden = !hushed;
  few.firstElementChild.textContent = hushed ? `${grouped(hushed)} of ${counted(rows.length)}` : "";
  box.querySelector("tbody").replaceChildren(...rows.map((row) => line_of(part, row)));
  for (const head of box.querySelectorAll("th[aria-sort]")) head.removeAttribute("aria-sort");
  const more = box.querySelector(".more");
  more.textContent = slice.more[at] ?? "";
  more.hidden = !more.textContent;
}

/** @param {Summary} summary @param {string} chapter */
function show_summary(summary, chapter) {
  const [figures, sentences] = by(`${chapter}-summary`).children;
  figures.replaceChildren(
    ...summary.figures.map(([name, value, note]) => {
      const box = made("div");
      const quiet = made("dd", note);
      quiet.className = "quiet";
      box.append(made("dt", name), made("dd", value), quiet);
      return box;
    }),
  );
  sentences.replaceChildren(...summary.sentences.map((one) => made("li", one)));
}

/** The name of the slice chosen; a quarter of one agency there is not, so its year. */
function chosen() {
  const own = data.agencies[agency.value];
  for (const option of period.options) option.disabled = Boolean(own) && !(name_of(own, option.value) in data.slices);
  if (period.selectedOptions[0]?.disabled) put(period, period.value.slice(0, 4));
  return name_of(own, period.value);
}

/** @param {string | undefined} own @param {string} when */
const name_of = (own, when) => [own, when].filter(Boolean).join(".") || "all";

function show() {
  const name = chosen();
  const slice = data.slices[name];
  if (!slice) return;
  data.parts.forEach((_, at) => show_part(slice, at));
  data.chapters.forEach((chapter, at) => {
    const summary = slice.summaries[at];
    if (summary) show_summary(summary, chapter);
  });
  by("chosen").textContent = slice.said;
  by("whole").disabled = name === "all";
}

/** The address keeps the choice, beside the place on the page. @param {string} place */
function keep(place) {
  const choice = new URLSearchParams();
  if (agency.value) choice.set("agency", agency.value);
  if (period.value) choice.set("period", period.value);
  const fragment = [place, choice.toString()].filter(Boolean).join("&");
  history.replaceState(null, "", `#${fragment}`);
}

/** @returns {[string, URLSearchParams]} */
function address() {
  const parts = location.hash.slice(1).split("&");
  const place = parts[0]?.includes("=") ? "" : (parts.shift() ?? "");
  return [place, new URLSearchParams(parts.join("&"))];
}

/** @param {HTMLSelectElement} select @param {string | null} value */
function put(select, value) {
  select.value = value ?? "";
  if (!select.selectedOptions[0] || select.selectedOptions[0].disabled) select.value = "";
}

function follow() {
  const [place, choice] = address();
  if (!location.hash.includes("=") && place) return keep(place); // a link of the page: the choice stays
  const before = [agency.value, period.value].join();
  put(agency, choice.get("agency"));
  put(period, choice.get("period"));
  if ([agency.value, period.value].join() !== before) show();
  if (place) by(place)?.scrollIntoView();
}

function choose() {
  show();
  keep(address()[0]);
}

/** Numbers fall first and texts rise; once more turns it round. @param {HTMLTableCellElement} head */
function sort(head) {
  const body = head.closest("table")?.tBodies[0];
  const number = Number(head.closest(".part")?.id.slice(5));
  const part = data.parts[number];
  const slice = data.slices[chosen()];
  if (!body || !part || !slice) return;
  const orders = head.className === "n" ? ["descending", "ascending"] : ["ascending", "descending"];
  const order = orders[head.getAttribute("aria-sort") === orders[0] ? 1 : 0] ?? "";
  const sign = order === "descending" ? -1 : 1;
  const rows = (slice.rows[number] || []).map((kept) => cells(part, kept));
  rows.sort((a, b) => sign * compared(a[head.cellIndex] ?? null, b[head.cellIndex] ?? null));
  body.replaceChildren(...rows.map((row) => line_of(part, row)));
  for (const other of head.parentElement?.children ?? []) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", order);
}

/** What is not shown comes first, and what is missing before it. @param {Cell} a @param {Cell} b */
function compared(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b);
  return rank(a) - rank(b);
}

/** @param {Cell} value */
const rank = (value) => (value === null ? 0 : typeof value === "string" ? 1 : 2);

for (const head of document.querySelectorAll("thead th")) {
  const button = made("button", head.textContent ?? "");
  button.setAttribute("type", "button");
  button.addEventListener("click", () => sort(/** @type {HTMLTableCellElement} */ (head)));
  head.replaceChildren(button);
}
agency.addEventListener("change", choose);
period.addEventListener("change", choose);
by("whole").addEventListener("click", () => {
  agency.value = period.value = "";
  choose();
  agency.focus();
});
addEventListener("hashchange", follow);
/** @type {HTMLDetailsElement[]} */
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details")].filter((one) => !one.open);
  for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
});
by("filter").hidden = false;
by("whole").disabled = true;
follow();
