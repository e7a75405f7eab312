// What the API answers; names and shapes are those of /api/openapi.json.

export interface Named { id: string; name: string }
export interface Words { start: number; end: number; quote: string }
export interface PartyWords extends Words, Named {}

export interface Brief {
  id: string; type: string; happened: string; edtf: string | null; place: Named | null;
  actors: Named[]; recipients: Named[]; numbers: string;
  claims: number; sources: number; origins: number; denials: number; disagreements: string[];
  quote?: { claim: string; words: string; source: string; language: string; link: string } | null; // in lists
}

export interface Claim {
  id: string; document: string; type: string; mode: string; trigger: Words;
  actors: PartyWords[]; recipients: PartyWords[]; according_to: (Named & { quote: string })[];
  when: (Words & { edtf: string | null; precision: string; basis: string; repaired?: boolean; reason?: string; confidence?: number }) | null;
  where: (Words & Named & { lat: number | null; lon: number | null; precision: string; reason?: string }) | null;
  modality: string; condition: string | null; object: string | null; sentence: Words;
  repaired: boolean; confidence: number;
  status: string; edited: string[]; version: string; link: string; event: string; decided_by: string; decided_at: string;
  source: string; published: string | null; title: string; url: string; language: string;
}

export interface Waiting extends Claim { score: number; model: string; doubts: string[]; event_id: string; event_claims: number }

export interface Told {
  part: string; value: string; name: string; claims: string[]; sources: string[]; origins: string[]; shown: boolean; why: string;
}
export interface Kin { document: string; of: string; kinship: string; why: string }
export interface Origin { id: string; documents: string[]; kin: Kin[] }
export interface Decision {
  seq: number; id: string; at: string; who: string; origin: string; action: string; target: string; values: Record<string, string>; why: string;
}
/** A claim as an event or a document shows it: with the amounts in its sentence, and its editable parts as text. */
export interface FullClaim extends Claim { numbers: string[]; parts: Record<string, string> }
export interface Made extends Decision { undone: boolean }
export interface About { id: string; name: string; source: string; title: string; published: string | null; language: string; url: string }
export interface EventView {
  id: string; brief: Brief | null; told: Told[]; said: string; disagreements: string[]; because: string[]; as_of: string;
  claims: FullClaim[]; origins: Record<string, Origin>; documents: Record<string, About>; decisions: Made[]; changes: Omit<Change, 'headline'>[];
}

export interface Facet { value: string; name: string; count: number }
export interface Histogram { unit: 'day' | 'month' | 'year'; undated: number; bars: { at: string; count: number }[] }
export interface Facets { facets: Record<string, Facet[]>; histogram: Histogram }

export interface Kept {
  id: string; name: string; kind: string; url: string; source: string; title: string; author: string;
  published: string | null; published_by: string; language: string; received: string;
}
export interface Piece { start: number; end: number; words: string; marks: [string, string][]; masked: boolean }
export interface DocumentView {
  document: Kept; origin: Origin | null; pieces: Piece[]; issues: { what: string; where: string; why: string }[]; claims: FullClaim[];
  related: Record<string, About>; decisions: Made[];
}

export interface Phase { when: string; status: string; claims: string[]; sources: string[] }
export interface Pact {
  id: string; status: string; parties: string[]; signed: string; where: string; terms: [string, string][]; stages: Phase[];
  sources: string[]; documents: string[];
}
export interface Vow {
  id: string; status: string; who: string[]; to_whom: string[]; what: string; condition: string; deadline: string; last_day: string;
  overdue: number; stages: Phase[]; may_be_met_by: { event: string; claim: string; why: string }[]; sources: string[]; documents: string[];
}

export interface Change {
  seq: number; at: string; event: string; turn: string; claims: string[]; others: string[]; why: string; headline: string;
}
export interface User { name: string; role: 'reader' | 'reviewer' | 'admin' }
export interface CaseInfo {
  name: string; counts: { claims: number; events: number; joined: number; origins: number; documents: number };
  formats: { name: string; suffix: string; losses: string[] }[]; user: User; read_only: boolean;
}

export interface Laned { event: string; lane: string; first: string | null; last: string | null }
export interface Timeline {
  lanes: { id: string; name: string; count: number }[]; items: Laned[]; gaps: { lane: string; after: string; before: string }[];
  events: Record<string, Brief>; total: number; further: number; laneless: number; span: [string, string] | null; histogram: Histogram; undated: string;
}
export interface Spot {
  id: string; name: string; count: number; lat: number; lon: number; precision: 'town' | 'region' | 'country'; country: string; numbers: string[]; note: string;
}
export interface World { places: Spot[]; nowhere: { id: string; name: string; count: number }[]; untold: number }
export interface Edge { from: string; to: string; mutual: boolean; types: Record<string, number>; count: number }
export interface Network { nodes: Named[]; edges: Edge[]; total: number; span: [string, string] | null }
