/** tracking.js of a package for cmi5. */

import { lent, type Adapter } from "../tracking/adapter.js";
import { cmi5Tracking } from "../tracking/cmi5.js";
import { cmi5LaunchOf } from "../tracking/cmi5/launch.js";
import { prune, unitOf } from "../tracking/cmi5/unit.js";

const { search } = window.location;
const launch = cmi5LaunchOf(search);
let reloading = false;

export const adapter: Adapter = ({ course, agency, journal }) =>
  launch &&
  cmi5Tracking({
    course,
    launch,
    agency,
    journal,
    session: lent().browserJournal(() => window.sessionStorage),
    fetch: (address, init) => window.fetch(address, init),
    now: Date.now,
    reloading: () => reloading,
    quiet: () => document.querySelectorAll<HTMLMediaElement>("audio, video").forEach((media) => (media.muted = true)),
    go: (address) => window.location.assign(address),
  });

// A page that goes does not know whether it comes back; by the keyboard it does, and the session goes on.
addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
  reloading = key === "F5" || (key === "r" && (ctrlKey || metaKey));
});

globalThis.peacebuilderTracking = adapter;
globalThis.peacebuilderPart = (course) => {
  const part = launch ? unitOf(course, new URLSearchParams(search).get("unit")) : course;
  if (part !== course) prune(document, part);
  return part;
};
