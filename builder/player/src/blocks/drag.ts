/**
 * Dragging by mouse, pen or finger, on top of controls that do the same without it (WCAG 2.5.7). A mouse takes a piece
 * wherever it has text, a finger by its grip alone, so that the rest of the page scrolls; Escape lays it back.
 */

/** How far a press moves, in pixels, before it is a drag. */
const SLACK = 4;
/** How near to the upper or lower edge of the window the page scrolls, and how far at each frame. */
const EDGE = 72;
const STEP = 9;

/** Lays a piece down at a place, in its upper half or `below` the middle. */
type Drop = (piece: HTMLElement, place: HTMLElement, below: boolean) => void;

class Drag {
  private readonly listening = new AbortController();
  private readonly from: { readonly x: number; readonly y: number };
  private at: { readonly clientX: number; readonly clientY: number };
  private moving = false;
  private place: HTMLElement | null = null;
  private below = false;

  constructor(
    private readonly box: HTMLElement,
    private readonly piece: HTMLElement,
    private readonly places: string,
    private readonly drop: Drop,
    down: PointerEvent,
  ) {
    this.at = down;
    this.from = { x: down.clientX + scrollX, y: down.clientY + scrollY };
    const options = { signal: this.listening.signal, capture: true };
    addEventListener("pointermove", (event) => event.pointerId === down.pointerId && this.move(event), options);
    addEventListener("pointerup", (event) => event.pointerId === down.pointerId && this.end(true), options);
    addEventListener("pointercancel", (event) => event.pointerId === down.pointerId && this.end(false), options);
    addEventListener("keydown", (event) => this.key(event), options);
  }

  private move(event: PointerEvent): void {
    const far = Math.hypot(event.clientX - this.at.clientX, event.clientY - this.at.clientY) >= SLACK;
    if (!this.moving && !far) return;
    this.at = event;
    if (this.moving) return;
    this.moving = true;
    this.piece.setPointerCapture(event.pointerId); // outside of the window, too
    this.piece.classList.add("dragged");
    this.frame();
  }

  private readonly frame = (): void => {
    if (!this.moving) return;
    const { clientX: x, clientY: y } = this.at;
    if (y < EDGE) scrollBy(0, -STEP);
    else if (y > innerHeight - EDGE) scrollBy(0, STEP);
    this.piece.style.transform = `translate(${x + scrollX - this.from.x}px, ${y + scrollY - this.from.y}px)`;
    this.see();
    requestAnimationFrame(this.frame);
  };

  /** Finds the place under the pointer; the piece itself lets the pointer through. */
  private see(): void {
    const { clientX: x, clientY: y } = this.at;
    const found = document.elementFromPoint(x, y)?.closest<HTMLElement>(this.places) ?? null;
    this.place?.classList.remove("over", "below");
    this.place = found && this.box.contains(found) ? found : null;
    if (!this.place) return;
    const { top, height } = this.place.getBoundingClientRect();
    this.below = y > top + height / 2;
    this.place.classList.add("over");
    this.place.classList.toggle("below", this.below);
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.moving) return;
    event.preventDefault();
    event.stopPropagation();
    this.end(false);
  }

  private end(drops: boolean): void {
    if (this.moving && drops) this.see();
    const { place, below } = this;
    this.listening.abort();
    this.moving = false;
    this.piece.classList.remove("dragged");
    this.piece.style.transform = "";
    place?.classList.remove("over", "below");
    if (drops && place) this.drop(this.piece, place, below);
  }
}

/** Lets pieces of a box be dragged to its places, unless it is locked. */
export function draggable(box: HTMLElement, pieces: string, places: string, drop: Drop): void {
  box.addEventListener("pointerdown", (down) => {
    const target = down.target as Element;
    const handle = target.closest(down.pointerType === "mouse" ? ".chip" : ".grip");
    const piece = handle?.closest<HTMLElement>(pieces);
    const free = down.isPrimary && down.button === 0 && !box.classList.contains("locked") && !target.closest("a");
    if (piece && free) new Drag(box, piece, places, drop, down);
  });
}
