import type {SetupAct} from '../../domain/post/setup_post';
import {hasMade, isToDo, type SetupView} from './setup';

/** What this person can do now, in button order. */
export const actsOf = (view: SetupView, userId: string): SetupAct[] => {
    const {plan, state, export: exported} = view;
    if (state.leaderId !== userId) {
        return ['takeover', 'look'];
    }
    const clashes = plan.objects && Object.values(plan.objects.commands).some(({state: is}) => is === 'different');
    return [
        ...(isToDo(view) ? ([clashes ? 'replace' : 'apply'] as const) : []),
        ...(exported && !exported.running ? (['export'] as const) : []),
        ...(hasMade(state) ? (['undo'] as const) : []),
        'lines',
        state.form === 'safe' ? 'curl' : 'safe',
        'look',
        'handover',
    ];
};
