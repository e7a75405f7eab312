// Asking the server, in the language of the interface. A fault is told as the server tells it.

import { language } from './words.svelte';

export class Fault extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }
}

export type Asked = Record<string, string | string[] | number | boolean | undefined>;

/** The part of an address after "?", parts without a value left out. */
export function asked(given: Asked): string {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '' && one !== false) out.append(name, String(one));
    }
  }
  const told = out.toString();
  return told ? `?${told}` : '';
}

async function answer<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Fault(0, 'gone', 'The server does not answer. Is `diurna serve` still running?');
  }
  const body = await response.json().catch(() => null);
  init?.signal?.throwIfAborted(); // given up while the answer was on its way: half an answer is none
  if (!response.ok) {
    const told = body?.error ?? {};
    throw new Fault(response.status, told.code ?? '', told.message ?? response.statusText);
  }
  return body as T;
}

const spoken = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}lang=${language()}`;

export const get = <T>(path: string, given: Asked = {}, signal?: AbortSignal): Promise<T> => answer<T>(spoken(path + asked(given)), { signal });

/** What a view asks whose address has been left, while the next view is on its way. */
export const nothing = <T>(): Promise<T> => new Promise(() => undefined);

export const post = <T>(path: string, body: unknown): Promise<T> =>
  answer<T>(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

export const drop = <T>(path: string): Promise<T> => answer<T>(path, { method: 'DELETE' });

/** The same question asked by several parts of a view is sent once; one that failed is sent again. */
export function once<T>(ask: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let told: Promise<T> | undefined;
  return (signal) => (told ??= ask(signal).catch((error: unknown) => { told = undefined; throw error; }));
}
