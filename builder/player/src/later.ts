/** later.js: what few ever ask for. Who does not, never loads it. */

import { DoctorView } from "./views/doctor.js";
import { PrintView, type InSight } from "./views/print.js";
import type { Ui } from "./views/ui.js";

const LATER = {
  doctor: (ui: Ui) => new DoctorView(ui).show(),
  print(ui: Ui, inSight: InSight) {
    const view = new PrintView(ui, inSight);
    view.open();
    return view;
  },
} as const;

export type Later = typeof LATER;

declare global {
  /** Set by later.js. */
  var peacebuilderLater: Later | undefined;
}

globalThis.peacebuilderLater = LATER;
