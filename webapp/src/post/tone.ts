import {type AlertProps, isHandled, isProblemState} from '#contract';

/** How much a card calls for somebody: a problem nobody takes care of, one that somebody does, one that is over. */
export type Tone = 'strong' | 'calm' | 'over';

export const toneOf = ({look, state, in_downtime: inDowntime = false}: AlertProps): Tone => {
    if (look === 'recovered' || look === 'gone') {
        return 'over';
    }
    return isHandled(look, inDowntime) || !isProblemState(state) ? 'calm' : 'strong';
};
