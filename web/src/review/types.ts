// What the API answers to questions of the review.

import type { Claim, Decision, Piece } from '../types';

export interface Heard { who: string; action: string; at: string; why: string; values: Record<string, string>; decision: string }
export interface InHand extends Claim {
  score: number; model: string; doubts: string[]; values: Record<string, string>; pieces: Piece[];
  event_id: string; event_claims: number; judgements: Heard[]; differ: boolean; settled: string;
}
export interface Queue {
  claims: InHand[]; total: number; judged: number; all: number; readers: string[]; parts: string[]; types: string[]; modalities: string[];
}
export interface Together { event: string; claims: InHand[]; total: number; because: string[] }
export interface Logged extends Decision { undone: { who: string; at: string; why: string } | null; claims: { id: string; link: string; headline: string }[] }
export interface Log { decisions: Logged[]; total: number; next: string; people: string[] }

/** A decision of this sitting, and what it was about. */
export interface Done { id: string; action: string; claim: string; headline: string; undone: boolean; why: string }

export const PARTS = ['type', 'mode', 'actors', 'recipients', 'when', 'where', 'according_to', 'modality', 'condition', 'object'] as const;

/** A claim in one line: what, who, to whom, when, where. */
export function headline(claim: InHand): string {
  const who = [claim.values.actors, claim.values.recipients].filter(Boolean).map(apart).join(' → ');
  return [`${claim.type} ${who}`.trim(), ...[claim.values.when, claim.values.where].filter(Boolean).map(apart)].join(', ');
}
/** Words that keep their own direction within a line. */
const apart = (words = ''): string => `\u2068${words}\u2069`;

/** What a part comes to, the same in every language; "" where it is not told, null where only words are told, of one language. */
export function key(claim: InHand, part: string): string | null {
  if (part === 'actors' || part === 'recipients') return claim[part].map((one) => one.id || one.name || one.quote).sort().join(' ');
  if (part === 'where') return claim.where ? claim.where.id || claim.where.name : '';
  if (part === 'condition' || part === 'object' || part === 'according_to' || part === 'mode') return claim.values[part] ? null : '';
  return claim.values[part] ?? '';
}
