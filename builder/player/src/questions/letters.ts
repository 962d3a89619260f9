/** Any text in letters, digits, `_` and `-`, so that no encoding of forms or URLs makes the state longer. */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const UNIT = 3;

/** Letters and digits as they are, a blank as `_`, every other UTF-16 unit as `-` and three digits of base 62. */
export const toLetters = (text: string): string =>
  text.replace(/[^A-Za-z0-9]/g, (unit) => {
    if (unit === " ") return "_";
    let code = unit.charCodeAt(0);
    let digits = "";
    for (let i = 0; i < UNIT; i++) {
      digits = DIGITS.charAt(code % DIGITS.length) + digits;
      code = Math.floor(code / DIGITS.length);
    }
    return `-${digits}`;
  });

export const fromLetters = (letters: string): string =>
  letters.replace(/_|-(\w{3})/g, (_, digits?: string) =>
    digits ? String.fromCharCode([...digits].reduce((sum, digit) => sum * DIGITS.length + DIGITS.indexOf(digit), 0)) : " ",
  );
