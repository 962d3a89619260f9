/** What loads only when its page comes into sight, and stops when it goes. */

import { all } from "../dom.js";

export function wake(article: HTMLElement): void {
  const videos = all<HTMLVideoElement>(article, "video[data-poster]");
  for (const video of videos) video.poster = video.dataset["poster"] ?? "";
}

export function rest(article: HTMLElement): void {
  for (const video of all<HTMLVideoElement>(article, "video")) video.pause();
}
