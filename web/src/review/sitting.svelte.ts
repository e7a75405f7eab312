// One sitting of the review: the queue, the claim in hand, what was decided. Decisions go to the server one after the other; those that
// cannot depend on one another (accept, reject, unsure) let the next claim come up at once, and what fails is said and shown anew.

import { type Asked, Fault, get, post } from '../api';
import { t } from '../words.svelte';
import { type Done, headline, type InHand, type Log, type Queue } from './types';

interface Draft { action: string; target: string; values?: Record<string, string>; why?: string; seen?: string }
const PAGE = 25; // claims asked for at a time
const STATUS: Record<string, string> = { accept: 'accepted', reject: 'rejected', unsure: 'unsure' };
const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

class Sitting {
  queue: InHand[] = $state.raw([]);
  at = $state(0);
  counts = $state({ total: 0, judged: 0, all: 0, readers: [] as string[] });
  choices = $state.raw({ types: [] as string[], modalities: [] as string[] });
  made: Done[] = $state([]);
  failed: Record<string, string> = $state({}); // by claim
  said = $state('');
  waiting = $state(0);
  loaded = $state(false);
  fault = $state('');
  who = $state(sessionStorage.getItem('reader') ?? '');
  private asked: Asked = {};
  private chain: Promise<unknown> = Promise.resolve();
  private last = -1; // number of the last decision of the log that is known here

  get claim(): InHand | undefined { return this.queue[this.at]; }

  name(who: string): void {
    this.who = who.trim();
    sessionStorage.setItem('reader', this.who);
  }

  async load(asked: Asked, wanted: string): Promise<void> {
    this.asked = asked;
    this.loaded = false;
    try {
      const found = await get<Queue>('/review', { ...asked, limit: PAGE });
      if (this.asked !== asked) return;
      this.choices = { types: found.types, modalities: found.modalities };
      this.count(found);
      let at = found.claims.findIndex((claim) => claim.id === wanted);
      if (wanted && at < 0) {
        const one = await get<InHand>(`/review/${encodeURIComponent(wanted)}`).catch(() => null);
        if (one) { found.claims.unshift(one); at = 0; }
      }
      this.queue = found.claims;
      this.at = Math.max(at, 0);
      this.fault = '';
      if (this.last < 0) this.last = (await get<Log>('/decisions', { limit: 1 })).decisions[0]?.seq ?? 0;
    } catch (error) {
      this.fault = words(error);
    } finally {
      this.loaded = true;
    }
  }

  async move(step: number): Promise<void> {
    const to = this.at + step;
    if (to < 0) { this.said = t('review.first'); return; }
    if (to >= this.queue.length && !(await this.more())) { this.said = t('review.last'); return; }
    this.said = '';
    this.at = Math.min(to, this.queue.length - 1);
  }

  show(id: string): void {
    const at = this.queue.findIndex((claim) => claim.id === id);
    if (at >= 0) this.at = at;
  }

  /** Judge the claim in hand and go on at once. */
  judge(action: string, why: string): void {
    const claim = this.claim;
    if (!claim) return;
    this.put({ ...claim, status: STATUS[action] ?? claim.status });
    void this.move(1);
    void this.send({ action, target: claim.id, why }, claim, true);
  }

  /** Make a decision on the claim in hand and stay with it; "" when it was made, else what the server says. */
  decide(draft: Draft): Promise<string> {
    const claim = this.claim;
    return claim ? this.send(draft, claim, draft.action === 'edit') : Promise.resolve('');
  }

  /** Undo a decision of this sitting, the last one when none is named. */
  undo(id = ''): Promise<void> {
    return this.line(async () => {
      const done = id ? this.made.find((one) => one.id === id) : this.made.filter((one) => !one.undone).at(-1);
      if (!done || done.undone) { this.said = t('review.nothing_to_undo'); return; }
      try {
        const made = await post<{ seq: number }>('/decisions', { action: 'undo', target: done.id, who: this.who });
        this.last = Math.max(this.last, made.seq);
        done.undone = true;
        this.said = t('review.undone', { what: `${t(`review.did.${done.action}`)} – ${done.headline}` });
        await this.again(done.claim, true);
        this.show(done.claim);
        await this.recount();
      } catch (error) {
        this.said = t('review.failed', { why: words(error) });
      }
    });
  }

  /** Look what others have decided meanwhile. */
  async others(): Promise<void> {
    if (this.waiting || this.last < 0) return;
    const log = await get<Log>('/decisions', { after: this.last, limit: 100 }).catch(() => null);
    if (!log || this.waiting || !log.decisions.length) return;
    const own = new Set(this.made.map((one) => one.id));
    const theirs = log.decisions.filter((one) => one.seq > this.last && !own.has(one.id));
    this.last = Math.max(this.last, ...log.decisions.map((one) => one.seq));
    if (!theirs.length) return;
    const touched = new Set(theirs.flatMap((one) => one.claims.map((claim) => claim.id)));
    for (const claim of this.queue) if (touched.has(claim.id)) await this.again(claim.id);
    await this.recount();
    this.said = t('review.others', { who: [...new Set(theirs.map((one) => one.who))].join(', '), n: theirs.length });
  }

  private send(draft: Draft, claim: InHand, checked: boolean): Promise<string> {
    return this.line(async () => {
      const seen = checked ? (this.queue.find((one) => one.id === claim.id) ?? claim).version : '';
      try {
        const made = await post<{ id: string; seq: number }>('/decisions', { ...draft, who: this.who, seen });
        this.last = Math.max(this.last, made.seq);
        this.made.push({ id: made.id, action: draft.action, claim: claim.id, headline: headline(claim), undone: false, why: draft.why ?? '' });
        delete this.failed[claim.id];
        await this.again(claim.id);
        await this.recount();
        return '';
      } catch (error) {
        const why = words(error);
        const conflict = error instanceof Fault && error.status === 409;
        this.failed[claim.id] = why;
        if (!draft.values) this.said = t('review.failed', { why });
        if (conflict || !draft.values) await this.again(claim.id).catch(() => undefined);
        return why;
      }
    });
  }

  private line<T>(work: () => Promise<T>): Promise<T> {
    this.waiting += 1;
    const done = this.chain.then(work).finally(() => { this.waiting -= 1; });
    this.chain = done.catch(() => undefined);
    return done;
  }

  private async more(): Promise<boolean> {
    const open = this.asked.reading || this.asked.judged ? this.queue.length : this.queue.filter((one) => one.status === 'pending' || one.status === 'unsure').length;
    await this.chain;
    const found = await get<Queue>('/review', { ...this.asked, limit: PAGE, offset: open }).catch(() => null);
    const known = new Set(this.queue.map((claim) => claim.id));
    const fresh = found?.claims.filter((claim) => !known.has(claim.id)) ?? [];
    this.queue = [...this.queue, ...fresh];
    return fresh.length > 0;
  }

  /** Ask for a claim anew; one that is not in the queue is put beside the one in hand where that is wished. */
  private async again(id: string, add = false): Promise<void> {
    const one = await get<InHand>(`/review/${encodeURIComponent(id)}`);
    if (this.queue.some((claim) => claim.id === id)) this.put(one);
    else if (add) this.queue = [...this.queue.slice(0, this.at), one, ...this.queue.slice(this.at)];
  }

  private put(one: InHand): void {
    this.queue = this.queue.map((claim) => (claim.id === one.id ? one : claim));
  }

  private async recount(): Promise<void> {
    if (this.waiting > 1) return; // the last one in the line counts
    const found = await get<Queue>('/review', { ...this.asked, limit: 1 }).catch(() => null);
    if (found) this.count(found);
  }

  private count(found: Queue): void {
    this.counts = { total: found.total, judged: found.judged, all: found.all, readers: found.readers };
  }
}

export const sitting = new Sitting();
