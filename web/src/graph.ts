// The drawing of who acts on whom: the same edges always lie the same way.

import cytoscape, { type BoundingBox12, type BoundingBoxWH, type CollectionReturnValue, type Core, type ElementDefinition, type StylesheetJson } from 'cytoscape';
import { type Quad, quad } from './quads';
import type { Edge, Named } from './types';

// A line for each family, so that colour is not the only sign; what both do has no arrow.
export const DASHES: Record<Quad, number[]> = {
  'verbal cooperation': [2, 4], 'material cooperation': [1, 0], 'verbal conflict': [9, 5], 'material conflict': [14, 4, 3, 4],
};
/** The family that most events of an edge are of. */
export function mostly(edge: Edge): Quad {
  const counts = new Map<Quad, number>();
  for (const [type, count] of Object.entries(edge.types)) counts.set(quad(type), (counts.get(quad(type)) ?? 0) + count);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0] ?? 'verbal cooperation';
}
export const key = (edge: Edge): string => `${edge.from} ${edge.to}${edge.mutual ? ' =' : ''}`;
export const wide = (count: number): number => 1.5 + Math.min(9, 1.8 * Math.log2(count));

const LONGEST = 22; // signs of a name

function look(): StylesheetJson {
  const css = getComputedStyle(document.documentElement);
  const colour = (name: string): string => css.getPropertyValue(`--${name}`).trim();
  return [
    { selector: 'node', style: { label: 'data(label)', width: 'data(size)', height: 'data(size)', 'background-color': colour('raised'), 'border-width': 2, 'border-color': colour('accent'), color: colour('ink'), 'text-valign': 'bottom', 'text-margin-y': 3, 'text-background-color': colour('ground'), 'text-background-opacity': 0.8, 'font-family': 'system-ui, Noto Sans, Noto Sans Arabic, Noto Sans CJK SC, sans-serif' } },
    { selector: 'edge', style: { width: 'data(width)', 'curve-style': 'bezier', 'line-style': 'dashed', 'arrow-scale': 1.1, opacity: 0.85 } },
    ...(Object.keys(DASHES) as Quad[]).flatMap((name): StylesheetJson => {
      const paint = colour({ 'verbal cooperation': 'vc', 'material cooperation': 'mc', 'verbal conflict': 'vx', 'material conflict': 'mx' }[name]);
      return [{ selector: `edge[quad = "${name}"]`, style: { 'line-color': paint, 'target-arrow-color': paint, 'line-style': name === 'material cooperation' ? 'solid' : 'dashed', 'line-dash-pattern': DASHES[name] } }];
    }),
    { selector: 'edge[?directed]', style: { 'target-arrow-shape': 'triangle' } },
    { selector: '.picked', style: { 'border-color': colour('warn'), 'underlay-color': colour('warn'), 'underlay-opacity': 0.35, 'underlay-padding': 5 } },
  ] as StylesheetJson;
}

/** A name as it stands beside its actor; whole ones are in the table. */
const short = (name: string): string => ([...name].length > LONGEST ? `${[...name].slice(0, LONGEST - 1).join('')}…` : name);

/** Actors on a circle to begin with, the most connected first: from there the layout always ends in the same place. */
function elements(nodes: Named[], edges: Edge[]): ElementDefinition[] {
  const weight = new Map<string, number>();
  for (const edge of edges) for (const one of [edge.from, edge.to]) weight.set(one, (weight.get(one) ?? 0) + edge.count);
  const ordered = [...nodes].sort((a, b) => (weight.get(b.id) ?? 0) - (weight.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
  const golden = Math.PI * (3 - Math.sqrt(5));
  return [
    ...ordered.map((node, n) => ({
      data: { id: `n ${node.id}`, name: short(node.name), label: '', actor: node.id, size: 14 + Math.min(30, 4 * Math.sqrt(weight.get(node.id) ?? 1)) },
      position: { x: 70 * Math.sqrt(n) * Math.cos(n * golden), y: 70 * Math.sqrt(n) * Math.sin(n * golden) },
    })),
    ...edges.map((edge) => ({ data: { id: `e ${key(edge)}`, source: `n ${edge.from}`, target: `n ${edge.to}`, width: wide(edge.count), quad: mostly(edge), directed: !edge.mutual } })),
  ];
}

/** Lay out what hangs together; an edge is as long on average as in every other part. */
function arranged(part: CollectionReturnValue): void {
  const nodes = part.nodes(), LENGTH = 95;
  if (nodes.length < 4) {
    nodes.forEach((node, n) => { node.position({ x: n * LENGTH * 0.8, y: n % 2 ? LENGTH * 0.5 : 0 }); });
    return;
  }
  part.layout({ name: 'cose', randomize: false, animate: false, fit: false, nodeRepulsion: () => 200_000, idealEdgeLength: () => 60, nodeOverlap: 20, gravity: 0.4, numIter: Math.max(100, Math.min(1000, Math.round(20_000 / nodes.length))) }).run();
  const lengths = part.edges().map((edge) => Math.hypot(edge.source().position('x') - edge.target().position('x'), edge.source().position('y') - edge.target().position('y')));
  const scale = LENGTH / Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
  nodes.forEach((node) => { node.position({ x: node.position('x') * scale, y: node.position('y') * scale }); });
}

/** Put the parts that hang together side by side: the widest first, the others in columns beside it. */
function packed(parts: { part: CollectionReturnValue; box: BoundingBox12 & BoundingBoxWH }[], aspect: number): void {
  const GAP = 50;
  parts.sort((a, b) => b.box.w * b.box.h - a.box.w * a.box.h || b.box.h - a.box.h);
  const ground = parts.reduce((sum, { box }) => sum + (box.w + GAP) * (box.h + GAP), 0);
  const height = Math.max((parts[0]?.box.h ?? 0) + GAP, Math.sqrt(ground / aspect));
  let x = 0, y = 0, wide = 0;
  for (const { part, box } of parts) {
    if (y && y + box.h > height) { x += wide + GAP; y = wide = 0; }
    part.nodes().shift({ x: x - box.x1, y: y - box.y1 });
    y += box.h + GAP;
    wide = Math.max(wide, box.w);
  }
}

export interface Hand { actor: (id: string) => void; edge: (key: string) => void }

export class Graph {
  private cy: Core;
  private due = 0; // the next drawing, for which names are chosen once

  constructor(element: HTMLElement, hand: Hand) {
    this.cy = cytoscape({ container: element, style: look(), minZoom: 0.1, maxZoom: 3, boxSelectionEnabled: false, autounselectify: true });
    this.cy.on('tap', 'node', (event) => hand.actor(event.target.data('actor')));
    this.cy.on('zoom', () => this.names());
    this.cy.on('tap', 'edge', (event) => hand.edge(event.target.id().slice(2)));
  }
  show(nodes: Named[], edges: Edge[]): void {
    this.cy.elements().remove();
    this.cy.add(elements(nodes, edges));
    const parts = this.cy.elements().components();
    for (const part of parts) arranged(part);
    packed(parts.map((part) => ({ part, box: part.boundingBox({ includeLabels: false }) })), this.cy.width() / Math.max(1, this.cy.height()));
    this.fit();
  }
  /** Show the names for which there is room, those of the most connected first, in one size whatever the zoom; lines never get too thin. */
  private names(): void {
    cancelAnimationFrame(this.due);
    this.due = requestAnimationFrame(() => this.named());
  }
  private named(): void {
    const zoom = this.cy.zoom(), taken: [number, number, number, number][] = [];
    this.cy.batch(() => this.cy.nodes().forEach((node) => {
      const { x, y } = node.renderedPosition(), wide = (7.5 * String(node.data('name')).length) / 2, top = y + (node.data('size') * zoom) / 2;
      const box: [number, number, number, number] = [x - wide, top, x + wide, top + 17];
      const free = node.hasClass('picked') || !taken.some(([a, b, c, d]) => box[0] < c && box[2] > a && box[1] < d && box[3] > b);
      if (free) taken.push(box);
      const size = Math.max(node.data('size'), 7 / zoom);
      node.data('label', free ? node.data('name') : ''); // a name that is not shown need not be measured
      node.style({ width: size, height: size, 'border-width': Math.max(2, 1.5 / zoom), 'font-size': 12 / zoom, 'text-margin-y': 3 / zoom });
    }));
    this.cy.batch(() => this.cy.edges().forEach((edge) => { edge.style('width', Math.max(edge.data('width'), 1.2 / zoom)); }));
  }
  pick(id: string): void {
    this.cy.elements('.picked').removeClass('picked');
    if (id) this.cy.getElementById(id).addClass('picked');
    this.names();
  }
  paint(): void { this.cy.style(look()); this.names(); }
  /** Show everything; names are left out of the reckoning, since they are as long however far away one is. */
  fit(): void {
    const box = this.cy.elements().boundingBox({ includeLabels: false }), wide = this.cy.width(), high = this.cy.height();
    if (!box.w || !wide) return;
    const zoom = Math.min(1.5, (wide - 90) / box.w, (high - 70) / Math.max(1, box.h));
    this.cy.viewport({ zoom, pan: { x: wide / 2 - (zoom * (box.x1 + box.x2)) / 2, y: high / 2 - (zoom * (box.y1 + box.y2)) / 2 } });
    this.names();
  }
  resize(): void { this.cy.resize(); this.fit(); }
  end(): void { cancelAnimationFrame(this.due); this.cy.destroy(); }
}
