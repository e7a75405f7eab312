// The words of the interface, a file for each language in words/; the folder is the list.

type Words = Record<string, string>;

const files = import.meta.glob<Words>('./words/*.json', { eager: true, import: 'default' });
const known = Object.fromEntries(Object.entries(files).map(([path, words]) => [path.slice('./words/'.length, -'.json'.length), words]));

export const languages = Object.keys(known).sort();

function wished(): string {
  const kept = localStorage.getItem('language');
  if (kept && known[kept]) return kept;
  return navigator.languages.map((code) => code.slice(0, 2)).find((code) => known[code]) ?? 'en';
}

const chosen = $state({ code: wished() });

export const language = (): string => chosen.code;

export function speak(code: string): void {
  chosen.code = code;
  localStorage.setItem('language', code);
  document.documentElement.lang = code;
}
document.documentElement.lang = chosen.code;

// To make one of these takes a tenth of a millisecond, and a view tells a thousand numbers.
const counted: Record<string, { number: Intl.NumberFormat; plural: Intl.PluralRules }> = {};
const counting = (code: string): { number: Intl.NumberFormat; plural: Intl.PluralRules } =>
  (counted[code] ??= { number: new Intl.NumberFormat(code), plural: new Intl.PluralRules(code) });

/** The words under a key, with {name} filled in; a key without words shows itself. */
export function t(key: string, given: Record<string, string | number> = {}): string {
  const words = known[chosen.code]?.[key] ?? known.en?.[key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = given[name];
    return value === undefined ? whole : typeof value === 'number' ? counting(chosen.code).number.format(value) : value;
  });
}

/** "1 claim", "3 claims": the key with ".one" or ".other" and {n}. */
export function many(key: string, n: number): string {
  return t(`${key}.${counting(chosen.code).plural.select(n) === 'one' ? 'one' : 'other'}`, { n });
}
