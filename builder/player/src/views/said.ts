/** Where the interface speaks another language than the course, what it says in the midst of the author's text says so. */

import { all } from "../dom.js";

const SAID =
  "main [data-fill], .verdict, .mark, .count, .state, .confirmed, .needed, .fault, .left, .kicker, .link, .revisit, .overview, .welcome";

export function markSaid(course: string): void {
  const { lang, dir } = document.documentElement;
  if (lang !== course) for (const part of all(document, SAID)) Object.assign(part, { lang, dir });
}
