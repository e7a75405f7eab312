// Where the events of a timeline lie: days to places on the screen, rows within a lane, the words for a length of time.

import type { ScaleTime } from 'd3-scale';
import type { Brief, Laned } from './types';
import { many } from './words.svelte';

const DAY = 86_400_000;
export const MARK = 18; // pixels of the mark of a single day
const OPEN = 56; // pixels for what is open at an end
const ROWS = 10; // of marks in a lane at most

export interface Drawn { item: Laned; event: Brief; x: number; width: number; row: number; kind: 'day' | 'rough' | 'lasting'; opens: boolean; ends: boolean }
export interface Lane { rows: number; drawn: Drawn[]; hidden: number }

export const moment = (day: string): number => Date.parse(`${day}T00:00:00Z`);
export const day = (at: number | Date): string => new Date(at).toISOString().slice(0, 10);
export const next = (of: string): string => day(moment(of) + DAY);

/** The first and the last day of a day, a month or a year. */
export function days(of: string): [string, string] {
  if (of.length === 10) return [of, of];
  const [year = 0, month] = of.split('-').map(Number);
  return month ? [`${of}-01`, day(Date.UTC(year, month, 0))] : [`${of}-01-01`, `${of}-12-31`];
}

/** A length of time in words: days, months from two on, years from three on. */
export function lasting(from: string, to: string): string {
  const length = Math.round((moment(to) - moment(from)) / DAY) - 1;
  if (length < 61) return many('length.day', length);
  return length < 1095 ? many('length.month', Math.round(length / 30.44)) : many('length.year', Math.round(length / 365.25));
}

/** Lay out the items of each lane; the best told find a row first, those without one are counted as hidden. */
export function laid(items: Laned[], events: Record<string, Brief>, x: ScaleTime<number, number>): Map<string, Lane> {
  const lanes = new Map<string, Lane>();
  const held = new Map<string, [number, number][][]>();
  const told = items.filter((item) => events[item.event]).sort((a, b) => rank(events, b) - rank(events, a));
  for (const item of told) {
    const event = events[item.event];
    if (!event) continue;
    const lane = lanes.get(item.lane) ?? { rows: 0, drawn: [], hidden: 0 };
    lanes.set(item.lane, lane);
    const rows = held.get(item.lane) ?? [];
    held.set(item.lane, rows);
    const put = span(item, event, x);
    const from = put.x, to = put.x + put.width + 1;
    let row = rows.findIndex((taken) => taken.every(([a, b]) => to <= a || from >= b));
    if (row < 0) row = rows.length;
    if (row >= ROWS) { lane.hidden++; continue; }
    (rows[row] ??= []).push([from, to]);
    lane.rows = rows.length;
    lane.drawn.push({ ...put, item, event, row });
  }
  for (const lane of lanes.values()) lane.drawn.sort((a, b) => a.x - b.x || a.row - b.row);
  return lanes;
}

const rank = (events: Record<string, Brief>, item: Laned): number => (events[item.event]?.origins ?? 0) * 1000 + (events[item.event]?.claims ?? 0);

function span(item: Laned, event: Brief, x: ScaleTime<number, number>): Pick<Drawn, 'x' | 'width' | 'kind' | 'opens' | 'ends'> {
  const [low = 0, high = 0] = x.range();
  const first = item.first === null ? null : x(moment(item.first));
  const last = item.last === null ? null : x(moment(next(item.last)));
  if (item.first !== null && item.first === item.last) {
    return { x: (first! + last!) / 2 - MARK / 2, width: MARK, kind: 'day', opens: false, ends: false };
  }
  const from = Math.max(low - MARK, first ?? (last ?? 0) - OPEN);
  const to = Math.min(high + MARK, last ?? (first ?? 0) + OPEN);
  const kind = event.edtf?.includes('/') ? 'lasting' : 'rough';
  return { x: from, width: Math.max(MARK, to - from), kind, opens: first === null, ends: last === null };
}
