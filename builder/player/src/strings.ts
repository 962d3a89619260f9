/** The words of the interface in the language of the course. */

export type Values = Readonly<Record<string, string | number>>;

export class Words {
  private readonly plural: Intl.PluralRules;
  private readonly numbers: Intl.NumberFormat;

  constructor(
    private readonly texts: Readonly<Record<string, string>>,
    language: string,
  ) {
    this.plural = new Intl.PluralRules(language);
    this.numbers = new Intl.NumberFormat(language);
  }

  /** The text of a key; a key that is missing shows itself, which is better than no page. */
  say(key: string, values: Values = {}): string {
    return (this.texts[key] ?? key).replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name] ?? place;
      return typeof value === "number" ? this.numbers.format(value) : value;
    });
  }

  /** The text for a number of things. */
  count(key: string, n: number): string {
    const form = `${key}.${this.plural.select(n)}`;
    return this.say(form in this.texts ? form : `${key}.other`, { n });
  }
}
