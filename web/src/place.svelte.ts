// Where in the app one is: the address holds the whole state of a view.

import type { Asked } from './api';

export const FILTERS = ['text', 'from', 'to', 'actor', 'place', 'type', 'source', 'modality', 'status', 'document', 'language'] as const;

/** The source of what names none, as a filter. */
export const NAMELESS = '-';

interface Place { path: string; query: URLSearchParams }

const read = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });

export const here: Place = $state(read());

function follow(): void {
  const now = read();
  here.path = now.path;
  here.query = now.query;
}
addEventListener('popstate', follow);

/** Go to an address of the app; `replace` leaves no step to go back to. */
export function go(to: string, replace = false): void {
  if (to === location.pathname + location.search + location.hash) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  follow();
  if (!replace) scrollTo(0, 0);
}

/** Change parts of the query of this view; an empty value takes a part away, and the page begins anew. */
export function ask(changes: Record<string, string | string[]>, replace = false): void {
  const query = new URLSearchParams(location.search);
  query.delete('cursor');
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) if (one) query.append(name, one);
  }
  const told = query.toString();
  go(location.pathname + (told ? `?${told}` : ''), replace);
}

/** The filters of the address, as the API takes them. */
export function filters(): Asked {
  const out: Asked = {};
  for (const name of FILTERS) {
    const values = here.query.getAll(name);
    if (values.length) out[name] = name === 'type' ? values : values[0];
  }
  return out;
}

/** An address of another view with the filters of this one. */
export function with_filters(path: string, more: Asked = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters(), ...more })) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== '') query.append(name, String(one));
  }
  const told = query.toString();
  return path + (told ? `?${told}` : '');
}

/** Take clicks on links of the app, so that no page is loaded anew. */
export function links(event: MouseEvent): void {
  const link = (event.target as Element).closest?.('a');
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (link.origin !== location.origin || link.hasAttribute('download') || link.target || link.pathname.startsWith('/api/')) return;
  // A part of this page, such as what the skip link leads to, is the browser's own business: it moves the focus there.
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}
