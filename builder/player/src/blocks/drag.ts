/**
 * Dragging by mouse, pen or finger, on top of controls that do the same without it (WCAG 2.5.7). A mouse takes a piece
 * wherever it has text, a finger by its grip alone, so that the rest of the page scrolls; Escape lays it back.
 */

/** How far a press moves, in pixels, before it is a drag. */
const SLACK = 4;
/** How near to the upper or lower edge of the window the page scrolls, and how far at each frame. */
const EDGE = 72;
const STEP = 9;

const HEARD = ["pointermove", "pointerup", "pointercancel", "keydown"];

/** Lays a piece down at a place, in its upper half or `below` the middle. */
type Drop = (piece: HTMLElement, place: HTMLElement, below: boolean) => void;

function drag(box: HTMLElement, piece: HTMLElement, places: string, drop: Drop, down: PointerEvent): void {
  const [fromX, fromY] = [down.clientX + scrollX, down.clientY + scrollY];
  let [x, y] = [down.clientX, down.clientY];
  let moving = false;
  let place: HTMLElement | null = null;
  let below = false;

  /** Finds the place under the pointer; the piece itself lets the pointer through. */
  function see(): void {
    place?.classList.remove("over", "below");
    const found = document.elementFromPoint(x, y)?.closest<HTMLElement>(places) ?? null;
    place = box.contains(found) ? found : null;
    if (!place) return;
    const { top, height } = place.getBoundingClientRect();
    below = y > top + height / 2;
    place.classList.add("over");
    place.classList.toggle("below", below);
  }

  function frame(): void {
    if (!moving) return;
    if (y < EDGE) scrollBy(0, -STEP);
    else if (y > innerHeight - EDGE) scrollBy(0, STEP);
    piece.style.transform = `translate(${x + scrollX - fromX}px, ${y + scrollY - fromY}px)`;
    see();
    requestAnimationFrame(frame);
  }

  function end(drops: boolean): void {
    for (const type of HEARD) removeEventListener(type, hear, true);
    if (!moving) return;
    see();
    moving = false;
    piece.classList.remove("dragged");
    piece.style.transform = "";
    place?.classList.remove("over", "below");
    if (drops && place) drop(piece, place, below);
  }

  function move(event: PointerEvent): void {
    if (!moving && Math.hypot(event.clientX - x, event.clientY - y) < SLACK) return;
    [x, y] = [event.clientX, event.clientY];
    if (moving) return;
    moving = true;
    piece.setPointerCapture(down.pointerId); // outside of the window, too
    piece.classList.add("dragged");
    frame();
  }

  function hear(event: Event): void {
    if (event instanceof PointerEvent && event.pointerId === down.pointerId) {
      if (event.type === "pointermove") move(event);
      else end(event.type === "pointerup");
    } else if (event instanceof KeyboardEvent && event.key === "Escape" && moving) {
      event.preventDefault();
      event.stopPropagation();
      end(false);
    }
  }

  for (const type of HEARD) addEventListener(type, hear, true);
}

/** Lets pieces of a box be dragged to its places, unless it is locked. */
export function draggable(box: HTMLElement, pieces: string, places: string, drop: Drop): void {
  box.addEventListener("pointerdown", (down) => {
    const target = down.target as Element;
    const handle = target.closest(down.pointerType === "mouse" ? ".chip" : ".grip");
    const piece = handle?.closest<HTMLElement>(pieces);
    const free = down.isPrimary && down.button === 0 && !box.classList.contains("locked") && !target.closest("a");
    if (piece && free) drag(box, piece, places, drop, down);
  });
}
