import type {SetupAct} from '../../domain/post/setup_post';
import {hasWork} from './make_channel';
import {hasMade, isMade, isToDo, type SetupStart, type SetupView} from './setup';

/** What can be done now about the essentials, in button order: what comes next is first. */
export const actsAtStart = ({channel, state}: SetupStart, isReady: boolean): SetupAct[] => [
    ...(hasWork(channel) ? (['channel'] as const) : []),
    ...(isReady ? (['test'] as const) : []),
    'look',
    'commands',
    'network',
    ...(hasMade(state) ? (['undo'] as const) : []),
];

/** The same about notification commands. */
export const actsOf = (view: SetupView): SetupAct[] => {
    const {plan, state, export: exported} = view;
    const clashes = plan.objects && Object.values(plan.objects.commands).some(({state: is}) => is === 'different');
    const isThere = plan.objects !== undefined && isMade(plan.objects);
    return [
        ...(isToDo(view) ? ([clashes ? 'replace' : 'apply'] as const) : []),
        ...(exported && !exported.running ? (['export'] as const) : []),
        ...(isThere && state.exportedAt !== undefined ? (['test'] as const) : []),
        'lines',
        state.form === 'safe' ? 'curl' : 'safe',
        'network',
        ...(hasMade(state) ? (['undo'] as const) : []),
        'check',
        'back',
    ];
};
