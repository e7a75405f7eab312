// The four families of event types: each has a colour and a shape, so that colour is never the only sign.

export type Quad = 'verbal cooperation' | 'material cooperation' | 'verbal conflict' | 'material conflict';

export const QUADS: Record<Quad, { types: string[]; mark: string; name: string }> = {
  'verbal cooperation': { types: ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE'], mark: '○', name: 'vc' },
  'material cooperation': { types: ['COOPERATE', 'AID', 'RETREAT'], mark: '●', name: 'mc' },
  'verbal conflict': { types: ['REQUEST', 'ACCUSE', 'REJECT', 'THREATEN'], mark: '△', name: 'vx' },
  'material conflict': { types: ['PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'], mark: '▲', name: 'mx' },
};

export const TYPES = Object.values(QUADS).flatMap((quad) => quad.types);

export function quad(type: string): Quad {
  const found = (Object.keys(QUADS) as Quad[]).find((name) => QUADS[name].types.includes(type));
  return found ?? 'verbal cooperation';
}
export const mark = (type: string): string => QUADS[quad(type)].mark;
export const shade = (type: string): string => QUADS[quad(type)].name;
