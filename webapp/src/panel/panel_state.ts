import type {PanelCounts, PanelOutcome} from '#contract';

/** What the panel and its button share, whether or not the panel is open. */
export interface PanelState {
    /** Once the handler has said so. */
    readonly counts?: PanelCounts;
    /** Grows whenever something may have changed. */
    readonly stirred: number;
    /** Somebody asked to see the problem of this post. `asked` distinguishes the times. */
    readonly wanted?: {readonly postId: string; readonly asked: number};
    /** What was last asked for several problems, as far as it is known to be; until it is put away. */
    readonly acted?: PanelOutcome | undefined;
}

export type PanelAction =
    | {readonly type: 'openitcockpit/panel_counted'; readonly counts: PanelCounts}
    | {readonly type: 'openitcockpit/panel_stirred'}
    | {readonly type: 'openitcockpit/panel_wanted'; readonly postId: string}
    | {readonly type: 'openitcockpit/panel_acted'; readonly outcome: PanelOutcome | undefined};

export const NO_PANEL: PanelState = {stirred: 0};

export const reducePanel = (state: PanelState, action: PanelAction): PanelState => {
    switch (action.type) {
        case 'openitcockpit/panel_counted':
            return {...state, counts: action.counts};
        case 'openitcockpit/panel_stirred':
            return {...state, stirred: state.stirred + 1};
        case 'openitcockpit/panel_acted':
            return {...state, acted: action.outcome};
        case 'openitcockpit/panel_wanted':
            return {...state, wanted: {postId: action.postId, asked: (state.wanted?.asked ?? 0) + 1}};
    }
};
