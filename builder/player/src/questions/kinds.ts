/** The types of questions: to add one, write its kind, then name it here and its look in blocks/areas.ts. */

import type { QuestionData, QuestionType } from "../data.js";
import type { Kind } from "./kind.js";
import { numeric } from "./numeric.js";
import { ordering } from "./ordering.js";
import { pairs } from "./pairs.js";
import { likert, pick, trueFalse } from "./pick.js";
import { fillIn, gaps } from "./text.js";

const KINDS: Readonly<Record<QuestionType, Kind>> = {
  choice: pick,
  multiple: pick,
  "true-false": trueFalse,
  point: pick,
  mark: pick,
  likert,
  matching: pairs,
  sorting: pairs,
  ordering,
  "fill-in": fillIn,
  gap: gaps,
  numeric,
};

export const kindOf = ({ type }: QuestionData): Kind => KINDS[type];
