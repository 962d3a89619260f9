/** The look of each type of question: to add one, write its area, then name it here and its meaning in questions/kinds.ts. */

import type { QuestionType } from "../data.js";
import type { MakeArea } from "./area.js";
import { pick } from "./pick.js";

export const AREAS: Readonly<Record<QuestionType, MakeArea>> = {
  choice: pick,
  multiple: pick,
  "true-false": pick,
  point: pick,
  mark: pick,
  likert: pick,
  matching: pick,
  sorting: pick,
  ordering: pick,
  "fill-in": pick,
  gap: pick,
  numeric: pick,
};
