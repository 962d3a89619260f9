/** The blocks that need the run-time: to add one, write its file, then name it here. */

import type { Ui } from "../views/ui.js";
import { accordions } from "./accordion.js";
import { acknowledgements } from "./acknowledgement.js";
import { cards } from "./cards.js";
import { checklists } from "./checklist.js";
import { labelled } from "./labelled.js";
import { captions } from "./media.js";
import { questions } from "./question.js";
import { reflections } from "./reflection.js";
import { scenarios } from "./scenario.js";
import { surveys } from "./survey.js";
import { tabs } from "./tabs.js";
import { offers } from "../views/test/offer.js";
import { zooms } from "./zoom.js";

/** A block in the document. */
export interface Block {
  readonly root: HTMLElement;
  /** Shows what the session knows, where that is not what is shown; asked of blocks in sight. */
  sync(): void;
}

/** Finds the blocks of one kind in the document and brings them to life; those without a state of their own return none. */
export type Mount = (ui: Ui) => readonly Block[];

const MOUNTS: readonly Mount[] = [offers, questions, scenarios, acknowledgements, zooms, labelled, captions, accordions, cards, checklists, reflections, surveys, tabs];

export const mountBlocks = (ui: Ui): Block[] => MOUNTS.flatMap((mount) => mount(ui));
