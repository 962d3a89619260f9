/** The blocks that need the run-time: to add one, write its file, then name it here. */

import type { Ui } from "../views/ui.js";
import { questions } from "./question.js";
import { labelled } from "./labelled.js";
import { scenarios } from "./scenario.js";
import { zooms } from "./zoom.js";

/** A block in the document. */
export interface Block {
  /** Shows what the session knows, where that is not what is shown. */
  sync(): void;
}

/** Finds the blocks of one kind in the document and brings them to life; those without a state of their own return none. */
export type Mount = (ui: Ui) => readonly Block[];

const MOUNTS: readonly Mount[] = [questions, scenarios, zooms, labelled];

export const mountBlocks = (ui: Ui): Block[] => MOUNTS.flatMap((mount) => mount(ui));
