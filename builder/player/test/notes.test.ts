/** Private notes: kept where the browser keeps anything, apart by learner, and nowhere else. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { notesIn } from "../src/blocks/notes.js";
import { blockedJournal, fakeJournal, storage } from "./support/journal.js";

const one = (): string => "course:one";
const two = (): string => "course:two";

test("a note is there when the course is opened again, and gone when it was deleted", () => {
  const journal = fakeJournal();
  const notes = notesIn(journal, one);
  assert.equal(notes.kept, true);
  assert.equal(notes.read("a"), "");
  assert.equal(notes.write("a", "Mine."), true);
  assert.equal(notesIn(journal, one).read("a"), "Mine.");
  notes.write("a", "");
  assert.equal(notesIn(journal, one).read("a"), "");
  assert.deepEqual(journal.keys("note:"), []);
});

test("another learner or course in the same browser reads nothing of it", () => {
  const journal = fakeJournal();
  notesIn(journal, one).write("a", "Mine.");
  assert.equal(notesIn(journal, two).read("a"), "");
});

for (const [name, journal] of [
  ["blocked", blockedJournal()],
  ["full", fakeJournal(storage(0))],
] as const) {
  test(`where storage is ${name} a note lives while the page is open`, () => {
    const notes = notesIn(journal, one);
    assert.equal(notes.kept, false);
    assert.equal(notes.write("a", "Mine."), false);
    assert.equal(notes.read("a"), "Mine.");
    assert.equal(notesIn(journal, one).read("a"), "");
  });
}

test("a note for which there is no room is shown while the page is open, not the older one", () => {
  const notes = notesIn(fakeJournal(storage(60)), () => "course");
  assert.equal(notes.write("a", "Short."), true);
  assert.equal(notes.write("a", "x".repeat(100)), false);
  assert.equal(notes.read("a"), "x".repeat(100));
  assert.equal(notes.write("a", "Shorter."), true);
  assert.equal(notes.read("a"), "Shorter.");
});

test("before it is known who learns nothing is kept, then a note moves to its owner, behind what is there", () => {
  const journal = fakeJournal();
  notesIn(journal, one).write("a", "Of last week.");
  let owner: string | null = null;
  const notes = notesIn(journal, () => owner);
  assert.equal(notes.kept, false);
  assert.equal(notes.write("a", "Of tod"), false);
  assert.equal(notes.write("a", "Of today."), false);
  assert.equal(notes.write("b", "Another."), false);
  assert.equal(notes.read("a"), "Of today.");
  assert.deepEqual(journal.keys("note:"), ["note:course:one:a"]);
  owner = one();
  assert.equal(notes.kept, true);
  assert.equal(notes.read("a"), "Of last week.\n\nOf today.");
  assert.equal(notes.read("a"), "Of last week.\n\nOf today.");
  assert.equal(notes.read("b"), "Another.");
  assert.equal(notesIn(journal, one).read("a"), "Of last week.\n\nOf today.");
  notes.write("a", "");
  assert.equal(notesIn(journal, one).read("a"), "");
});

test("a note of somebody unknown is never kept", () => {
  const journal = fakeJournal();
  const notes = notesIn(journal, () => null);
  notes.write("a", "Whose?");
  assert.equal(notes.read("a"), "Whose?");
  assert.equal(notes.read("b"), "");
  assert.deepEqual(journal.keys("note:"), []);
});
