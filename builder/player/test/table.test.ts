/** One recorded session, told in every format: a table of the facts, each as expected and each the same everywhere. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { QuestionType } from "../src/data.js";
import { everything } from "./support/every.js";
import { recorded } from "./support/recorded.js";
import { SECTIONS, type Row } from "./support/rows.js";
import { SIDES, type Format } from "./support/sides.js";

const FORMATS = Object.keys(SIDES) as Format[];
const FACT = 24;
const EXPECTED = 56;
const WIDTH = 108;

interface Line extends Row {
  readonly cells: Readonly<Record<string, string>>;
}

/** `=`: the format tells what is expected; `*`: by its standard it tells what stands below, with the reason. */
function printed({ fact, expected, cells, but }: Line): string[] {
  const marks = FORMATS.map((format) => (cells[format] === expected ? "=" : but[format]?.cell === cells[format] ? "*" : "WRONG").padEnd(format.length + 1));
  const notes = new Map<string, Format[]>();
  for (const format of FORMATS) {
    const cell = cells[format];
    if (cell === expected) continue;
    const told = !cell || /^(null|[, ]+)$/.test(cell) ? "not told" : cell;
    const note = `${told} (${but[format]?.why ?? "why?"})`;
    notes.set(note, [...(notes.get(note) ?? []), format]);
  }
  return [
    `${fact.padEnd(FACT)}${expected.padEnd(EXPECTED)}${marks.join("")}`.trimEnd(),
    ...[...notes].map(([note, formats]) => `${"".padEnd(FACT)}* ${formats.join(", ")}: ${note}`),
  ];
}

test("one recorded session gives the same facts in all formats", async () => {
  const course = everything();
  const told = await Promise.all(FORMATS.map(async (format) => [format, await recorded(course, SIDES[format](course))] as const));
  const lines = (rows: readonly Row[]): Line[] => rows.map((row) => ({ ...row, cells: Object.fromEntries(told.map(([format, session]) => [format, String(row.of(session))])) }));
  const table = Object.entries(SECTIONS).map(([title, rows]) => ({ title, lines: lines(rows) }));
  const head = `${"fact".padEnd(FACT)}${"as expected".padEnd(EXPECTED)}${FORMATS.map((format) => `${format} `).join("")}`;
  const text = [head.trimEnd(), ...table.flatMap(({ title, lines }) => [`--- ${title} ---`, ...lines.flatMap(printed)])];
  console.log(text.join("\n"));
  for (const line of table.flatMap(({ lines }) => lines))
    for (const format of FORMATS) assert.equal(line.cells[format], line.but[format]?.cell ?? line.expected, `${line.fact.trim()}, ${line.expected}, in ${format}`);
  assert.deepEqual(text.filter((line) => line.length > WIDTH), [], "fits a terminal");
});

test("the recorded session has every type of question", () => {
  const types: Readonly<Record<QuestionType, true>> = {
    choice: true, multiple: true, "true-false": true, point: true, mark: true, likert: true, matching: true, sorting: true, ordering: true, "fill-in": true, gap: true, numeric: true,
  };
  const lesson = Object.values(everything().questions).filter((one) => one.lesson === "tasks");
  assert.deepEqual(new Set(lesson.map(({ type }) => type)), new Set(Object.keys(types)));
});
