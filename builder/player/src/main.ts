/** Starts the player in the page that the build has made. */

import type { AgencyData, CourseData, TrackingSettings } from "./data.js";
import { all, find } from "./dom.js";
import { LENT } from "./lend.js";
import { Session } from "./session.js";
import { chooseTracking } from "./tracking/choose.js";
import { fetchSoon } from "./views/late.js";
import { Player } from "./views/player.js";
import { browserWindows } from "./windows.js";

const NO_AGENCY: AgencyData = {
  id: null,
  name: null,
  shortName: null,
  seal: null,
  passMark: null,
  attempts: null,
  slots: {},
  policies: {},
};

declare global {
  var peacebuilderAgency: AgencyData | undefined;
}

async function settings(): Promise<TrackingSettings | null> {
  if (location.protocol === "file:") return null; // asking would only make the browser complain
  try {
    const answer = await fetch("tracking.json");
    return answer.ok ? ((await answer.json()) as TrackingSettings) : null;
  } catch {
    return null; // a package that lost it: the adapter goes on with what is usual
  }
}

async function start(): Promise<void> {
  globalThis.peacebuilderLent = LENT;
  const whole = JSON.parse(find(document, "#course").textContent ?? "") as CourseData;
  const course = globalThis.peacebuilderPart?.(whole) ?? whole;
  const agency = globalThis.peacebuilderAgency ?? NO_AGENCY;
  const online = () => navigator.onLine;
  const given = await settings();
  const session = new Session(course, agency, chooseTracking(given, course, agency), { windows: browserWindows, online, settings: given });
  const player = new Player(session);
  // A page that goes away may never come back, and no later event is sure to be heard.
  addEventListener("pagehide", () => void session.finish(true));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void session.save();
  });
  // What was taken without a network may have gone nowhere.
  addEventListener("online", () => void session.save());
  // Back from the browser's cache the session has ended: begin again where it stopped.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
  player.open();
  fetchSoon();
  await session.start();
}

/** Whatever went wrong, the text can still be read. */
function readOnly(): void {
  document.body.classList.add("ended");
  for (const part of all(document, "[data-failed], main > .page[data-ref*='/'], .node")) part.hidden = false;
}

start().catch((error: unknown) => {
  readOnly();
  throw error;
});
