/** What loads only when its page comes into sight, and stops when it goes. */

import { all } from "../dom.js";
import type { Block } from "./registry.js";

export function wake(article: HTMLElement): void {
  const videos = all<HTMLVideoElement>(article, "video[data-poster]");
  for (const video of videos) video.poster = video.dataset["poster"] ?? "";
}

/** The captions of recordings: browsers show those of videos alone. */
export function captions(): Block[] {
  for (const recording of all<HTMLAudioElement>(document, ".sound audio")) {
    const cue = recording.parentElement?.querySelector(".cue");
    const track = recording.textTracks[0];
    if (!cue || !track) continue;
    track.mode = "hidden"; // read, but not left to the browser
    track.addEventListener("cuechange", () => {
      cue.textContent = [...(track.activeCues ?? [])].map((one) => (one as VTTCue).getCueAsHTML().textContent).join(" ");
    });
  }
  return [];
}

export function rest(article: HTMLElement): void {
  for (const media of all<HTMLMediaElement>(article, "video, audio")) media.pause();
}
