/** The alphabet of the state: numbers in base 36, entries between dots, counts beside a flag. */

import { hash } from "../engine/random.js";

/** The most tries or runs that fit one character of base 36 beside a flag. */
const MOST = 17;

export const checksum = (body: string): string => hash(body).toString(36).padStart(7, "0");
export const number = (value: number): string => Math.max(0, Math.round(value)).toString(36);
export const parsed = (text: string | undefined): number => parseInt(text || "0", 36);
export const counted = (count: number, flag: boolean): string => number(Math.min(count, MOST) * 2 + +flag);
export const entries = (section: string | undefined): string[] => (section ? section.split(".") : []);

/** A piece of the state: what must stay, and detail that may be dropped. */
export interface Piece {
  readonly core: string;
  detail: string;
}

/** Drops detail, least missed first, until `over` characters are gone. */
export function shortened(over: number, pieces: readonly Piece[]): void {
  for (const piece of pieces) {
    if (over <= 0) return;
    over -= piece.detail.length;
    piece.detail = "";
  }
}

export const join = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => piece.core + piece.detail).filter(Boolean).join(".");
