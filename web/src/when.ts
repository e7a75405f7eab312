// A date in words.

import { t } from './words.svelte';

/** EDTF in words: "../2024-09-25" is "by 2024-09-25"; without a date, the words given for that. */
export function when(edtf: string | null, none = t('pact.no_date')): string {
  if (!edtf) return none;
  const [first = '', last] = edtf.split('/');
  if (last === undefined) return /[~?%]$/.test(first) ? t('pact.about', { day: first.replace(/[~?%]+$/, '') }) : first;
  if (first === '..' || first === '') return t('pact.by', { day: last });
  if (last === '..' || last === '') return t('pact.from', { day: first });
  return t('pact.between', { first, last });
}
