// What charts.py and cells.py say, once more for a reader's choice; a test in a browser compares both.

/** @typedef {number | string | null} Cell
 * @typedef {[string, string]} Series name and format
 * @typedef {{label: string[], values: Cell[], group: string[], to: string[]}} Row
 * @typedef {{kind: string, series: Series[], rows: Row[]}} Chart
 * @typedef {[string, Record<string, string>, string]} Shape
 * @typedef {{height: number, shapes: Shape[]}} Drawing */

const UNSHOWN = "-";
const NUMBERS = ["count", "percent", "number", "seconds"];
const MOST = 24;
const LONG = 60;
const WHOLE = 10_000;
const TRACK = 7_000;
const TRACKS = 5_000;
const FEW = 3;
const NARROW = 6;
const DASH = "\u2013";
const STAR = "*";
const TOO_FEW = "not shown: too few learners";
const LETTERS = 15;
const PLOT = 130;

/** @param {number} n */
const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
/** @param {number} a @param {number} b */
const over = (a, b) => Math.floor(a / b);

/** @param {number} seconds */
function time(seconds) {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${over(seconds, 60)} min` + (seconds % 60 ? ` ${seconds % 60} s` : "");
  const minutes = over(seconds, 60);
  return `${grouped(over(minutes, 60))} h` + (minutes % 60 ? ` ${minutes % 60} min` : "");
}

/** @param {number} units @param {string} format */
function size(units, format) {
  if (format === "percent") return `${grouped(over(units, 10))}.${units % 10}%`;
  if (format === "number") return `${grouped(over(units, 100))}.${String(units % 100).padStart(2, "0")}`;
  return format === "seconds" ? time(units) : grouped(units);
}

/** @param {Cell} value @param {string} format */
function said(value, format) {
  if (value === null) return "\u2013";
  if (!NUMBERS.includes(format)) return String(value);
  if (typeof value !== "number") return "not shown";
  return (value < 0 ? "\u2212" : "") + size(Math.abs(value), format);
}

/** @param {number} x */
const wide = (x) => `${x / 100}%`;
/** @param {number} y */
const high = (y) => `${y / 10}em`;

/** @type {(name: string, x: number, y: number, width: number, height: number) => Shape} */
const rect = (name, x, y, width, height) => [
  "rect",
  { class: name, x: wide(x), y: high(y), width: wide(width), height: high(height) },
  "",
];
/** @type {(name: string, x1: number, y1: number, x2: number, y2: number) => Shape} */
const line = (name, x1, y1, x2, y2) => [
  "line",
  { class: name, x1: wide(x1), y1: high(y1), x2: wide(x2), y2: high(y2) },
  "",
];
/** @type {(name: string, x: number, y: number) => Shape} */
const dot = (name, x, y) => ["circle", { class: name, cx: wide(x), cy: high(y), r: high(3) }, ""];
/** @type {(name: string, x: number, y: number, words: string) => Shape} */
const text = (name, x, y, words) => ["text", { class: name, x: wide(x), y: high(y) }, words];

/** Draws one chart. */
class Pen {
  /** @param {Chart} chart */
  constructor(chart) {
    this.chart = chart;
    const numbers = chart.rows.flatMap((row) => row.values.filter((value) => typeof value === "number"));
    this.shown = chart.rows.filter((row) => row.values.some((value) => typeof value === "number")).slice(0, chart.kind === "funnel" ? LONG : MOST);
    this.is_line = chart.kind === "line" && chart.rows.length >= FEW;
    const bare = chart.rows.filter((row) => !row.values.some((value) => typeof value === "number"));
    const hushed = (/** @type {Row[]} */ rows) => rows.filter((row) => row.values.includes(UNSHOWN)).length;
    const more = this.is_line ? 0 : chart.rows.length - bare.length - this.shown.length;
    /** @type {[number, string][]} */
    const told = [
      [more, "more in the table"],
      [hushed(this.is_line ? chart.rows : bare), TOO_FEW],
      [bare.length - hushed(bare), "without a number"],
    ];
    this.left_out = told.filter(([count]) => count).map(([count, words]) => `${count} ${words}`);
    this.empty = !numbers.length;
    this.top = Math.max(numbers.reduce((a, b) => Math.max(a, b), this.empty ? 1 : -Infinity), chart.series[0]?.[1] === "percent" ? 1000 : 1);
    this.low = numbers.reduce((a, b) => Math.min(a, b), 0);
    /** @type {Shape[]} */
    this.shapes = [];
    this.down = 0;
  }

  /** @returns {Drawing} */
  draw() {
    if (this.empty) return { height: 0, shapes: [] };
    if (this.chart.kind === "histogram") this.histogram();
    else if (this.is_line) this.lines();
    else if (this.chart.kind === "funnel") this.funnel();
    else this.bars();
    return { height: this.down, shapes: this.shapes };
  }

  /** @param {Cell} value @param {number} at */
  said(value, at) {
    return said(value, this.chart.series[at]?.[1] ?? "");
  }

  /** @param {string} name @param {string[]} words */
  say(name, words) {
    for (const one of words) {
      this.shapes.push(text(name, name.endsWith(" in") ? 350 : 0, this.down + 12, one));
      this.down += LETTERS;
    }
  }

  bars() {
    const { series } = this.chart;
    const track = series.length === 1 ? TRACK : TRACKS;
    const span = this.top - this.low;
    const zero = over(-this.low * track, span);
    let group = "";
    for (const row of this.shown) {
      if (row.group.length && row.group.join() !== group) {
        this.down += 6;
        this.say("group", row.group);
        group = row.group.join();
      }
      this.say("label", row.label);
      this.say("to", row.to);
      row.values.forEach((value, at) => {
        this.shapes.push(rect("track", 0, this.down + 3, track, 9));
        if (typeof value === "number") {
          const end = zero + Math.trunc((value * track) / span);
          this.shapes.push(rect(`bar s${at}`, Math.min(zero, end), this.down + 3, Math.abs(end - zero), 9));
        }
        const name = series.length > 1 ? ` ${series[at]?.[0]}` : "";
        this.shapes.push(text("value", track + 200, this.down + 11, this.said(value, at) + name));
        this.down += LETTERS;
      });
      this.down += 5;
    }
    this.say("to", this.left_out);
  }

  histogram() {
    const { rows } = this.chart;
    const each = over(WHOLE, rows.length);
    rows.forEach((row, at) => {
      const value = row.values[0] ?? null;
      const left = at * each;
      const height = typeof value === "number" ? over(value * PLOT, this.top) : 0;
      const [middle, top] = [left + over(each, 2), LETTERS + PLOT - height];
      const brief = value === UNSHOWN ? STAR : this.said(value, 0);
      this.shapes.push(rect("bar s0", left + over(each, 12), top, each - over(each, 6), height));
      this.shapes.push(text("value mid", middle, top - 3, brief));
      const label = row.label[0] ?? "";
      if (rows.length <= NARROW) this.shapes.push(text("tick mid", middle, LETTERS + PLOT + 13, label));
      else this.shapes.push(text("tick", left, LETTERS + PLOT + 13, label.split(DASH)[0] ?? ""));
    });
    if (rows.length > NARROW) {
      const end = (rows[rows.length - 1]?.label[0] ?? "").split(DASH).slice(1).join(DASH);
      this.shapes.push(text("tick end", each * rows.length, LETTERS + PLOT + 13, end));
    }
    this.shapes.push(line("axis", 0, LETTERS + PLOT, each * rows.length, LETTERS + PLOT));
    this.down = LETTERS * 2 + PLOT + 5;
    if (rows.some((row) => row.values[0] === UNSHOWN)) this.say("to", [`${STAR} ${TOO_FEW}`]);
  }

  /** @param {number} at */
  across(at) {
    const many = this.chart.rows.length - 1;
    return many ? 900 + over(at * 8_900, many) : over(WHOLE, 2);
  }

  /** @param {number} value */
  up(value) {
    return LETTERS * 2 + PLOT - over(Math.max(value, 0) * PLOT, this.top);
  }

  lines() {
    const { series, rows } = this.chart;
    const middle = over(this.top, 2);
    for (const part of [0, middle, this.top]) this.shapes.push(line("grid", 0, this.up(part), WHOLE, this.up(part)));
    for (const part of [middle, this.top]) this.shapes.push(text("tick", 0, this.up(part) - 3, this.said(part, 0)));
    series.forEach((_, at) => this.series(at));
    const last = rows.length - 1;
    for (const at of [...new Set([0, over(rows.length, 2), last])].sort((a, b) => a - b)) {
      const side = at === 0 && last ? "" : at === last && at ? " end" : " mid";
      this.shapes.push(text(`tick${side}`, this.across(at), LETTERS * 2 + PLOT + 13, rows[at]?.label[0] ?? ""));
    }
    this.down = LETTERS * 3 + PLOT + 8;
    if (series.length > 1) {
      series.forEach(([name], at) => {
        this.shapes.push(rect(`bar s${at}`, 0, this.down + 4, 300, 8));
        this.say("label in", [name]);
      });
    }
    this.say("to", this.left_out);
  }

  /** @param {number} at */
  series(at) {
    /** @type {[number, number] | null} */
    let before = null;
    this.chart.rows.forEach((row, n) => {
      const value = row.values[at];
      /** @type {[number, number] | null} */
      let here = null;
      if (typeof value === "number") {
        here = [this.across(n), this.up(value)];
        if (before) this.shapes.push(line(`line s${at}`, ...before, ...here));
        this.shapes.push(dot(`bar s${at}`, ...here));
      }
      before = here;
    });
  }

  funnel() {
    for (const row of this.shown) {
      const value = row.values[0] ?? null;
      this.say("label", row.label);
      this.shapes.push(rect("track", 0, this.down + 3, TRACK, 12));
      if (typeof value === "number") {
        const width = over(value * TRACK, this.top);
        this.shapes.push(rect("bar s0", over(TRACK - width, 2), this.down + 3, width, 12));
      }
      this.shapes.push(text("value", TRACK + 200, this.down + 13, this.said(value, 0)));
      this.down += LETTERS + 8;
    }
    this.say("to", this.left_out);
  }

  /** For those who do not see it. */
  described() {
    const { series } = this.chart;
    const told = this.shown.map((row) => {
      const values = row.values.map((value, at) => (series.length > 1 ? `${series[at]?.[0]} ` : "") + this.said(value, at));
      return `${row.label.join(" ")}: ${values.join(", ")}`;
    });
    return `${[...told, ...this.left_out].join("; ")}.`;
  }
}
