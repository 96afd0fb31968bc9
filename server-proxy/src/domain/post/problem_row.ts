import {ACTION, isHandled, isProblemState} from '#contract';
import {recordOf} from '../alert/found_record';
import {type AlertRecord, isOpen} from '../alert/record';
import {HANDLED_COLOUR, stateColour} from '../alert/state';
import {link, neutralize, oneLine} from '../text';
import {textsOf} from '../texts';
import {type Attachment, buttonsOf, type Found, type FoundOptions, headOf, nameOf, postLink, urlOf} from './found_post';
import {standingOf} from './standing';

const MAX_OUTPUT = 160;

/**
 * One of many, like its card: what nobody takes care of has the bar of its state, its output and the most important button; what
 * somebody does has a grey bar and says who, why and until when; what is over is one line.
 * @param stored what is stored about its problem, which may have no post
 */
export const rowOf = (found: Found, at: number, options: FoundOptions, stored = found.record): Attachment => {
    const record = stored ?? assumedOf(found, options);
    if (!record) {
        return {...strongRow(found, '', options), ...mostPressing(found, at, options)};
    }
    const standing = standingOf(record, options.language, options.clock);
    if (!isOpen(record)) {
        return overRow(found, standing, options);
    }
    if (isHandled(record.look, record.inDowntime)) {
        return {...headOf(found, options), color: HANDLED_COLOUR, text: joined([standing, postLink(found, options)])};
    }
    const row = strongRow(found, standing, options);
    return record.look === 'acknowledging' ? row : {...row, ...mostPressing(found, at, options)};
};

/** @returns undefined: there is no problem */
const assumedOf = ({object}: Found, {nowSeconds}: FoundOptions): AlertRecord | undefined =>
    object.state && isProblemState(object.state) ? recordOf(object, object.state, nowSeconds) : undefined;

const strongRow = (found: Found, standing: string, options: FoundOptions): Attachment => {
    const {state, stateFor, output} = found.object;
    const parts = [
        stateFor === '' ? '' : textsOf(options.language).found.lasting(neutralize(oneLine(stateFor, 40))),
        neutralize(oneLine(output, MAX_OUTPUT)),
        standing,
        postLink(found, options),
    ];
    return {
        ...headOf(found, options),
        ...(found.record && state ? {color: stateColour(state)} : {}),
        text: joined(parts),
    };
};

const mostPressing = (found: Found, at: number, options: FoundOptions) =>
    buttonsOf(found, at, options, [ACTION.acknowledge]);

const overRow = (found: Found, standing: string, options: FoundOptions): Attachment => ({
    color: HANDLED_COLOUR,
    text: joined([
        link(nameOf(found.object, options), urlOf(found.object, options)),
        standing,
        postLink(found, options),
    ]),
});

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');
