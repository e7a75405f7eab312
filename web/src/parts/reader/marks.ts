// How the words of a text are marked: what they are of which claim, in words, and in which direction a language runs.

import { shade } from '../../quads';
import type { Claim, Piece } from '../../types';
import { t } from '../../words.svelte';

export const PARTS = ['trigger', 'actors', 'recipients', 'when', 'where', 'according_to', 'condition', 'object'] as const;
const TO_LEFT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'iw', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

export const direction = (language: string): 'rtl' | 'ltr' => (TO_LEFT.has(language.slice(0, 3).split('-')[0] ?? '') ? 'rtl' : 'ltr');

export interface Lit { claim: Claim; part: string }

/** What the words of a piece are of claims, those of the chosen claim first, the act before its other parts. */
export function lit(piece: Piece, claims: Map<string, Claim>, chosen: string): Lit[] {
  const found = piece.marks.flatMap(([id, part]) => { const claim = claims.get(id); return claim ? [{ claim, part }] : []; });
  const rank = (one: Lit): number => (one.claim.id === chosen ? 0 : 10) + PARTS.indexOf(one.part as (typeof PARTS)[number]);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** "Portugal: Actors of AGREE", for whoever does not see colour or line. */
export function said(piece: Piece, marks: Lit[]): string {
  const parts = marks.map(({ claim, part }) => t('rd.of', { part: t(`part.${part}`), type: claim.type }));
  return t('rd.piece', { words: piece.words.trim(), parts: [...new Set(parts)].join(', ') });
}

/** Where a point of the page lies in the text (code points), null when it lies elsewhere; hidden names are taken whole. */
export function place(node: Node | null, offset: number, end: boolean, pieces: Piece[]): number | null {
  const span = (node instanceof Element ? node : node?.parentElement)?.closest?.('[data-start]');
  if (!node || !span) return null;
  const start = Number(span.getAttribute('data-start'));
  const piece = pieces.find((one) => one.start === start);
  if (!piece) return null;
  if (piece.masked || node.nodeType !== Node.TEXT_NODE) return end ? piece.end : piece.start;
  return start + [...(node.textContent ?? '').slice(0, offset)].length;
}

export const tint = (marks: Lit[]): string => (marks[0] ? shade(marks[0].claim.type) : '');
