/** doctor.js: the page for administrators. Learners never load it. */

import type { Ui } from "./views/ui.js";
import { DoctorView } from "./views/doctor.js";

declare global {
  /** Set by doctor.js, when it has been asked for. */
  var peacebuilderDoctor: ((ui: Ui) => void) | undefined;
}

globalThis.peacebuilderDoctor = (ui) => new DoctorView(ui).show();
