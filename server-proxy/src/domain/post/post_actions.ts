import {ACTION, type ActionId, CHOICE, type Choice} from '#contract';
import type {ActionKind} from '../action/action_request';
import {type ButtonOrigin, signAction} from '../action/action_token';
import {openAction} from '../action/pending_action';
import type {AlertRecord} from '../alert/record';
import {type Texts, textsOf} from '../texts';

export interface ActionOptions {
    /** Absolute address of our action route, or `/plugins/<id>/…`. */
    readonly url: string;
    readonly secret: string;
    readonly origin: ButtonOrigin;
    readonly quickReasons: readonly string[];
    readonly nowSeconds: number;
}

/** Which actions a post offers in each look, in display order. */
const OFFERED: Readonly<Record<AlertRecord['look'], readonly ActionId[]>> = {
    problem: [ACTION.acknowledge, ACTION.quickReason, ACTION.more],
    acknowledging: [],
    acknowledged: [ACTION.removeAcknowledgement, ACTION.more],
    not_confirmed: [ACTION.retry, ACTION.acknowledge, ACTION.more],
    recovered: [],
    gone: [],
    info: [],
};

/** The attachment's actions. Buttons for the most important ones, one select for the rest: the phone shows them all. */
export const actionsOf = (
    record: AlertRecord,
    options: ActionOptions,
    texts: Texts['alerts'],
): Record<string, unknown>[] =>
    OFFERED[record.look]
        .filter((id) => id !== ACTION.retry || record.ack !== undefined)
        .map((id) => ({id, shape: SHAPE[id](texts, options, record)}))
        .filter(({shape}) => shape.options?.length !== 0)
        .map(({id, shape}) => ({
            id,
            ...shape,
            integration: {
                url: options.url,
                context: {token: signAction(id, record, options.origin, options.secret, options.nowSeconds)},
            },
        }));

interface Shape {
    readonly type: 'button' | 'select';
    readonly name: string;
    readonly style?: string;
    readonly options?: readonly {readonly text: string; readonly value: string}[];
}

const SHAPE: Readonly<
    Record<ActionId, (texts: Texts['alerts'], options: ActionOptions, record: AlertRecord) => Shape>
> = {
    // Only one button stands out.
    [ACTION.acknowledge]: (texts, _options, {look, ack}) => ({
        type: 'button',
        name: texts.acknowledge,
        style: look === 'not_confirmed' && ack ? 'default' : 'primary',
    }),
    [ACTION.retry]: (texts) => ({type: 'button', name: texts.retry, style: 'primary'}),
    [ACTION.removeAcknowledgement]: (texts) => ({type: 'button', name: texts.removeAcknowledgement, style: 'default'}),
    [ACTION.quickReason]: (texts, {quickReasons}) => ({
        type: 'select',
        name: texts.quickReason,
        options: quickReasons.map((reason) => ({text: reason, value: reason})),
    }),
    [ACTION.more]: ({language}, _options, record) => ({
        type: 'select',
        name: textsOf(language).actions.more,
        options: choicesOf(record).map((value) => ({text: textsOf(language).actions.choice[value], value})),
    }),
};

/** The action that a choice begins, if it begins one. */
const KIND: Readonly<Record<Choice, ActionKind | undefined>> = {
    [CHOICE.scheduleDowntime]: 'schedule_downtime',
    [CHOICE.cancelDowntime]: 'cancel_downtime',
    [CHOICE.recheck]: 'recheck',
    [CHOICE.recheckAll]: 'recheck',
    [CHOICE.graph]: undefined,
};

/** The further actions that make sense now: none of a kind that is already under way. */
const choicesOf = (record: AlertRecord): Choice[] => {
    const {inDowntime, downtime, alert} = record;
    return [
        ...(inDowntime ? [] : [CHOICE.scheduleDowntime]),
        ...(inDowntime || downtime ? [CHOICE.cancelDowntime] : []),
        CHOICE.recheck,
        alert.target.service ? CHOICE.graph : CHOICE.recheckAll,
    ].filter((choice) => {
        const kind = KIND[choice];
        return kind === undefined || !openAction(record, kind);
    });
};
