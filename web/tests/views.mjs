// The addresses of all views, of an event and of a document that say much.

export async function views(page, base) {
  const ask = (path) => page.evaluate(async (at) => (await fetch(at)).json(), `/api/v1${path}`);
  if (!page.url().startsWith(base)) await page.goto(base);
  const { events } = await ask('/events?limit=500');
  const { documents } = await ask('/documents?limit=500');
  const event = [...events].sort((a, b) => b.claims - a.claims || a.id.localeCompare(b.id))[0];
  const document = [...documents].sort((a, b) => b.claims - a.claims || a.id.localeCompare(b.id))[0];
  const shown = ['/', '/timeline', '/map', '/network', '/commitments', '/review', '/sources', '/changes'];
  return [...shown, ...(event ? [`/e/${event.id}`] : []), ...(document ? [`/d/${document.id}`] : [])];
}
