// Decisions from a view: one at a time, what the server says to it is shown where it was made, then the view asks anew.

import { post } from './api';
import type { Decision } from './types';

export interface Draft { action: string; target: string; values?: Record<string, string>; why?: string; seen?: string }

/** Makes decisions for a view; `after` is called when one was made. */
export class Desk {
  busy = $state(false);
  fault = $state('');
  why = $state('');
  done = $state('');

  constructor(private readonly after: () => void) {}

  /** Make one decision; "" when it was made, else what the server says; `aside` when whoever asks shows that itself. */
  async decide(draft: Draft, aside = false): Promise<string> {
    if (this.busy) return '';
    this.busy = true;
    this.fault = '';
    try {
      const made = await post<Decision>('/decisions', { why: this.why, ...draft });
      this.done = made.id;
      this.why = '';
      this.after();
      return '';
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      if (!aside) this.fault = fault;
      return fault;
    } finally {
      this.busy = false;
    }
  }
}
