import type {Digest} from '../shift/digest';
import {episodeName} from '../shift/episode';
import type {Handover, HandoverDecision} from '../shift/shift_state';
import {type ShiftToken, signShift} from '../shift/shift_token';
import {cut, neutralize, oneLine} from '../text';
import {type Language, textsOf} from '../texts';
import type {PostContent} from './alert_post';
import type {Attachment} from './found_post';

interface ActionOptions {
    readonly language: Language;
    /** Address of our action route. */
    readonly url: string;
    readonly secret: string;
    readonly nowSeconds: number;
    /** False: nothing can be scheduled in openITCOCKPIT. */
    readonly twoWay: boolean;
}

/** Mattermost's phone app cuts longer names of buttons. */
const LONGEST_NAME = 50;

interface Button {
    readonly id: string;
    readonly name: string;
    readonly token: ShiftToken;
    readonly isMain?: boolean;
}

const button = ({id, name, token, isMain}: Button, {url, secret, nowSeconds}: ActionOptions) => ({
    id,
    name: cut(name, LONGEST_NAME),
    type: 'button',
    style: isMain ? 'primary' : 'default',
    integration: {url, context: {token: signShift(token, secret, nowSeconds)}},
});

/**
 * The buttons of a hand-over: to post it, to hand over problems, and a downtime for each of the noisiest.
 * @param options `post`: what the answer for one person can be posted with; absent in a channel
 */
export const digestActions = (
    {noisy}: Pick<Digest, 'noisy'>,
    options: ActionOptions & {readonly post?: ShiftToken},
): readonly Attachment[] => {
    const {language, twoWay, post} = options;
    const {alerts, shift} = textsOf(language);
    const main: readonly Button[] = [
        ...(post ? [{id: 'shiftpost', name: shift.post, token: post, isMain: true}] : []),
        {id: 'shifthand', name: shift.handOver, token: {does: 'hand'}},
    ];
    const downtimes = noisy.map(
        ({key, host, service}, at): Button => ({
            id: `shiftdowntime${at}`,
            name: shift.proposeDowntime(
                oneLine(episodeName({host, ...(service && {service})}, alerts.on), LONGEST_NAME),
            ),
            token: {does: 'downtime', key, host, ...(service === undefined ? {} : {service})},
        }),
    );
    return [
        {text: '', actions: main.map((one) => button(one, options))},
        ...(twoWay && downtimes.length > 0 ? [{text: '', actions: downtimes.map((one) => button(one, options))}] : []),
    ];
};

export const digestPost = (text: string, attachments: readonly Attachment[]): PostContent => ({
    message: text,
    type: '',
    props: {attachments},
});

/** The direct message that asks somebody whether they take over. @param names of the first of these problems */
export const handoverQuestion = (
    {id, from, to, count}: Handover,
    names: readonly string[],
    options: ActionOptions,
): PostContent => {
    const {shift} = textsOf(options.language);
    const actions = (['accept', 'decline'] as const).map((does) =>
        button(
            {
                id: `shift${does}`,
                name: shift[does],
                token: {does, id, userId: to.userId},
                isMain: does === 'accept',
            },
            options,
        ),
    );
    const left = count - names.length;
    const lines = [
        ...names.map((name) => `- ${neutralize(oneLine(name, LONGEST_LINE))}`),
        ...(left > 0 ? [`- ${shift.more(left)}`] : []),
        '',
        shift.questionWhat,
    ];
    return {
        message: shift.question(neutralize(from.author), count),
        type: '',
        props: {attachments: [{text: lines.join('\n'), actions}]},
    };
};

const LONGEST_LINE = 200;

/** The same once it is decided. */
export const answeredHandover = (
    {from, count}: Handover,
    decision: HandoverDecision,
    language: Language,
): PostContent => {
    const {shift} = textsOf(language);
    return {
        message: shift.question(neutralize(from.author), count),
        type: '',
        props: {attachments: [{text: shift.answer[decision]}]},
    };
};

/** What whoever asked is told; undefined: they know. */
export const handoverOutcome = (
    {to, moved = 0}: Handover,
    decision: HandoverDecision,
    language: Language,
): PostContent | undefined => {
    const {told} = textsOf(language).shift;
    return decision === 'replaced'
        ? undefined
        : {message: told[decision](neutralize(to.author), moved), type: '', props: {}};
};
