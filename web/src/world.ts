// The map: borders from files of this server's own, places as circles whose ground says how many events, close ones in one circle.

import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { GeometryObject, Topology } from 'topojson-specification';
import { feature } from 'topojson-client';
import type { Spot } from './types';

const CELL = 46; // pixels within which places are drawn as one
const EDGE = 42; // pixels: the widest circle, its ring and a margin
const FINE = 5; // from this zoom on, the finer borders
const REGION = 60_000; // metres: ground that a region may well cover
const AROUND: Record<Spot['precision'], number> = { town: 0, region: 3 * REGION, country: 1_200_000 }; // metres that the map shows around the middle of a place
export const FILES = { coarse: '/borders/countries-110m.json', fine: '/borders/countries-50m.json' };

export interface Group { spots: Spot[]; count: number; x: number; y: number }
interface Borders { features: { id?: string | number; properties: { name?: string } | null; geometry: { type: string; coordinates: any } | null }[] }

export const radius = (count: number): number => Math.min(34, 6 + 3 * Math.sqrt(count));

/** Put places that lie close on the screen together, the fullest first. */
export function grouped(spots: Spot[], at: (spot: Spot) => { x: number; y: number }): Group[] {
  const groups: Group[] = [];
  for (const spot of [...spots].sort((a, b) => b.count - a.count)) {
    const { x, y } = at(spot);
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < CELL);
    if (near) { near.spots.push(spot); near.count += spot.count; } else groups.push({ spots: [spot], count: spot.count, x, y });
  }
  return groups;
}

export async function borders(file: string): Promise<Borders> {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(answer.statusText);
  const found = (await answer.json()) as Topology<{ countries: GeometryObject }>;
  const made = feature(found, found.objects.countries as never) as unknown as Borders;
  for (const one of made.features) {
    const { type, coordinates } = one.geometry ?? {};
    for (const polygon of type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : []) for (const ring of polygon) straight(ring);
  }
  return made;
}

/** Make a ring that crosses the 180th meridian, or goes around a pole, one that lies flat. */
export function straight(ring: [number, number][]): void {
  let turn = 0, before = ring[0]?.[0] ?? 0;
  for (const point of ring) {
    const lon = point[0];
    if (lon - before > 180) turn -= 360;
    else if (before - lon > 180) turn += 360;
    before = lon;
    point[0] = lon + turn;
  }
  const first = ring[0], last = ring.at(-1);
  if (turn && first && last) {
    const pole = last[1] < 0 ? -90 : 90;
    ring.push([last[0], pole], [first[0], pole], [first[0], first[1]]);
  }
}

export interface Hand { pick: (place: string) => void; told: { cluster: (places: number, events: number) => string }; missing: () => void; moved: (view: string) => void }

/** A map in an element; `show` draws places on it. */
export class World {
  private map: L.Map;
  private land = L.layerGroup();
  private marks = L.layerGroup();
  private kept: Partial<Record<keyof typeof FILES, Promise<Borders>>> = {};
  private spots: Spot[] = [];
  private picked = '';
  private turn = 0;

  constructor(element: HTMLElement, private hand: Hand, view: string) {
    this.map = L.map(element, { attributionControl: false, zoomControl: false, minZoom: 1, maxZoom: 9, zoomSnap: 0.5, zoomAnimation: false, fadeAnimation: false, maxBounds: [[-85, -250], [85, 250]] });
    const [lat, lon, zoom] = view.split(',').map(Number);
    this.map.setView(view && Number.isFinite(zoom) ? [lat ?? 0, lon ?? 0] : [25, 10], view && Number.isFinite(zoom) ? zoom : 1);
    this.land.addTo(this.map);
    this.marks.addTo(this.map);
    this.map.on('zoomend', () => void this.draw());
    this.map.on('moveend', () => { const { lat, lng } = this.map.getCenter(); hand.moved(`${lat.toFixed(2)},${lng.toFixed(2)},${this.map.getZoom()}`); });
  }
  near(by: number): void { this.map.zoomIn(by); }
  resize(): void { this.map.invalidateSize({ animate: false }); }
  end(): void { this.map.remove(); }

  show(spots: Spot[], picked: string, fit: boolean): void {
    this.spots = spots;
    this.picked = picked;
    if (fit && spots.length) this.fit(spots);
    void this.draw();
  }

  /** Look at all of these as closely as they allow, with room for the widest circle at the edge; never closer than a country's neighbours. */
  private fit(spots: Spot[]): void {
    const bounds = L.latLngBounds([]);
    for (const spot of spots) bounds.extend(L.latLng(spot.lat, spot.lon).toBounds(AROUND[spot.precision]));
    this.map.fitBounds(bounds, { padding: [EDGE, EDGE], maxZoom: 6, animate: false });
  }

  private async draw(): Promise<void> {
    const turn = ++this.turn; // to fit the map draws it too: of several at once the last is made
    const file = this.map.getZoom() >= FINE ? 'fine' : 'coarse';
    let found: Borders | null = null;
    try {
      found = await (this.kept[file] ??= borders(FILES[file]));
    } catch { this.hand.missing(); }
    if (turn !== this.turn) return;
    this.land.clearLayers();
    this.marks.clearLayers();
    const countries = this.spots.filter((spot) => spot.precision === 'country');
    if (found) this.outlines(found, countries);
    const towns = this.spots.filter((spot) => spot.precision === 'town');
    const groups = grouped(towns, (spot) => this.map.latLngToContainerPoint([spot.lat, spot.lon]));
    for (const spot of this.spots.filter((spot) => spot.precision !== 'town')) this.ground(spot, groups);
    for (const group of groups) this.circle(group);
  }

  private outlines(found: Borders, countries: Spot[]): void {
    const of = (id: string | number | undefined, name: string | undefined): Spot | undefined =>
      countries.find((spot) => (id !== undefined ? spot.numbers.includes(String(id).padStart(3, '0')) : spot.name === name));
    for (const one of found.features) {
      const spot = of(one.id, one.properties?.name);
      const kind = spot ? `land told${spot.id === this.picked ? ' picked' : ''}` : 'land';
      const layer = L.geoJSON(one as never, { interactive: !!spot, style: { className: kind, weight: 1 } });
      if (spot) { layer.on('click', () => this.hand.pick(spot.id)); layer.bindTooltip(words(`${spot.name}: ${spot.count}`), { sticky: true }); }
      layer.addTo(this.land);
    }
  }

  /** A region is a pale disc as wide as its ground, a country its outline; a number in it, no point. */
  private ground(spot: Spot, groups: Group[]): void {
    const at: L.LatLngExpression = [spot.lat, spot.lon];
    const chosen = spot.id === this.picked ? ' picked' : '';
    if (spot.precision === 'region') {
      const disc = L.circle(at, { radius: REGION, className: `region${chosen}`, weight: 1.5, dashArray: '4 4' });
      disc.on('click', () => this.hand.pick(spot.id)).bindTooltip(words(`${spot.name}: ${spot.count}`)).addTo(this.marks);
    }
    const { x, y } = this.map.latLngToContainerPoint(at);
    if (groups.some((group) => Math.hypot(group.x - x, group.y - y) < radius(group.count) + 16)) return; // two numbers on one spot
    const number = document.createElement('span');
    number.textContent = String(spot.count);
    L.marker(at, { icon: L.divIcon({ className: `number ${spot.precision}${chosen}`, html: number, iconSize: [36, 22] }), keyboard: false, title: `${spot.name}: ${spot.count}` })
      .on('click', () => this.hand.pick(spot.id)).addTo(this.marks);
  }

  private circle(group: Group): void {
    const [first] = group.spots;
    if (!first) return;
    const alone = group.spots.length === 1;
    const at: L.LatLngExpression = alone ? [first.lat, first.lon] : this.map.containerPointToLatLng([group.x, group.y]);
    const chosen = group.spots.some((spot) => spot.id === this.picked) ? ' picked' : '';
    const told = alone ? `${first.name}: ${first.count}` : this.hand.told.cluster(group.spots.length, group.count);
    const click = (): void => {
      if (alone || this.map.getZoom() >= 9) this.hand.pick(first.id);
      else this.map.fitBounds(L.latLngBounds(group.spots.map((spot) => [spot.lat, spot.lon])).pad(0.3), { maxZoom: 9, animate: false });
    };
    const size = radius(group.count);
    if (!alone) L.circleMarker(at, { radius: size + 4, className: `ring${chosen}`, weight: 1.5, interactive: false }).addTo(this.marks);
    L.circleMarker(at, { radius: size, className: `town${chosen}`, weight: 2 }).on('click', click).bindTooltip(words(told)).addTo(this.marks);
    const number = document.createElement('span');
    number.textContent = String(group.count);
    L.marker(at, { icon: L.divIcon({ className: 'number inside', html: number, iconSize: [36, 18] }), keyboard: false, interactive: false }).addTo(this.marks);
  }
}

// Names come from articles: text, never markup.
function words(told: string): HTMLElement {
  const made = document.createElement('bdi');
  made.textContent = told;
  return made;
}
