// What all views share: the case, who is signed in, what went wrong.

import type { CaseInfo } from './types';

export const session: { case: CaseInfo | null; signed_out: boolean; fault: string } = $state({ case: null, signed_out: false, fault: '' });

/** Whether whoever is signed in may decide. */
export const may_decide = (): boolean => !!session.case && !session.case.read_only && session.case.user.role !== 'reader';
