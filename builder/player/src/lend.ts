/** What player.js lends to tracking.js: in both scripts it would cost a learner two kilobytes. */

import { outline } from "./engine/outline.js";
import { hash } from "./engine/random.js";
import { percent } from "./engine/score.js";
import { testOf } from "./engine/tests.js";
import { halves } from "./questions/kind.js";
import { kindOf } from "./questions/kinds.js";
import { digits } from "./questions/numeric.js";
import { browserJournal, jsonOf, listJson } from "./tracking/journal.js";

export const LENT = { browserJournal, digits, halves, hash, jsonOf, kindOf, listJson, outline, percent, testOf } as const;
