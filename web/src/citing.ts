// A citation as plain text: what, who says so and when, the lasting link, the day.

import type { EventView } from './types';
import { when } from './when';
import { t } from './words.svelte';

export const lasting = (view: EventView): string => `${location.origin}/e/${view.id}`;

export function headline(view: EventView): string {
  const brief = view.brief;
  if (!brief) return view.id;
  const who = brief.actors.map((one) => one.name).join(', ') || t('event.nobody');
  const whom = brief.recipients.length ? ` → ${brief.recipients.map((one) => one.name).join(', ')}` : '';
  const parts = [when(brief.edtf, t('event.undated')), brief.place?.name ?? '', happened(brief.happened)].filter(Boolean);
  return `${brief.type}: ${who}${whom} (${parts.join(', ')})`;
}

export const happened = (value: string): string => t(value === 'announced' ? 'event.announced' : value === 'happened' ? 'event.happened' : 'event.denied');

export function citation(view: EventView, as_of: string): string {
  const lines = view.claims.map((claim) => {
    const made = [claim.source || view.documents[claim.document]?.name || claim.document, claim.published ?? '', claim.title ? `“${claim.title}”` : ''].filter(Boolean);
    return `- ${made.join(', ')}: “${claim.sentence.quote.trim()}” ${location.origin}${claim.link}`;
  });
  return [`${headline(view)}.`, `${view.said}.`, ...view.disagreements.map((words) => `⚡ ${words}`), t('ev.sources'), ...lines, lasting(view), t('ev.as_of', { day: as_of })].join('\n');
}
