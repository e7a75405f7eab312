// What the API answers; names and shapes are those of /api/openapi.json.

export interface Named { id: string; name: string }
export interface Words { start: number; end: number; quote: string }
export interface PartyWords extends Words, Named {}

export interface Brief {
  id: string; type: string; happened: string; edtf: string | null; place: Named | null;
  actors: Named[]; recipients: Named[]; numbers: string;
  claims: number; sources: number; origins: number; denials: number; said: string; disagreements: string[];
}

export interface Claim {
  id: string; document: string; type: string; mode: string; trigger: Words;
  actors: PartyWords[]; recipients: PartyWords[]; according_to: PartyWords[];
  when: (Words & { edtf: string | null; precision: string; basis: string; repaired?: boolean; reason?: string }) | null;
  where: (Words & Named & { precision: string }) | null;
  modality: string; condition: Words | null; object: Words | null; sentence: Words;
  repaired: boolean; confidence: number;
  status: string; edited: string[]; version: string; link: string; event: string; who: string; at: string;
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
export interface EventView {
  id: string; told: Told[]; said: string; disagreements: string[]; because: string[];
  claims: Claim[]; origins: Record<string, Origin>; decisions: Decision[];
}

export interface Facet { value: string; name: string; count: number }
export interface Histogram { unit: 'day' | 'month' | 'year'; undated: number; bars: { at: string; count: number }[] }
export interface Facets { facets: Record<string, Facet[]>; histogram: Histogram }

export interface Kept {
  id: string; name: string; kind: string; url: string; source: string; title: string; author: string;
  published: string | null; published_by: string; language: string; received: string;
}
export interface Piece { start: number; words: string; marks: [string, string][]; masked: boolean }
export interface DocumentView {
  document: Kept; origin: Origin | null; pieces: Piece[]; issues: { what: string; where: string; why: string }[]; claims: Claim[];
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
