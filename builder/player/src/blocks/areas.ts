/** The look of each type of question: to add one, write its area, then name it here and its meaning in questions/kinds.ts. */

import type { QuestionType } from "../data.js";
import type { MakeArea } from "./area.js";
import { ordering } from "./ordering.js";
import { pairs } from "./pairs.js";
import { pick } from "./pick.js";
import { point } from "./point.js";
import { written } from "./written.js";

export const AREAS: Readonly<Record<QuestionType, MakeArea>> = {
  choice: pick,
  multiple: pick,
  "true-false": pick,
  point,
  mark: pick,
  likert: pick,
  matching: pairs,
  sorting: pairs,
  ordering,
  "fill-in": written,
  gap: written,
  numeric: written,
};
