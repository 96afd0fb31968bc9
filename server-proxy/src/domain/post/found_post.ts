import {ACTION, type ActionId, CHOICE, isProblemState} from '#contract';
import {recordOf, type SeenObject} from '../alert/found_record';
import {type AlertRecord, postOf} from '../alert/record';
import {HANDLED_COLOUR, INFO_COLOUR, stateColour} from '../alert/state';
import {formatDuration} from '../duration';
import {codeBlock, link, neutralize, oneLine} from '../text';
import {textsOf} from '../texts';

import type {PostOptions, TimeFormat} from './alert_post';
import {deepLinks, permalink} from './links';
import {type ActionOptions, actionsOf} from './post_actions';

/** What is known about an object: what openITCOCKPIT shows now, and its post. */
export interface Found {
    readonly object: SeenObject & {readonly stateFor: string; readonly mayEdit: boolean};
    /** Record of its open problem, if that has a post. */
    readonly record?: AlertRecord | undefined;
    /** Those that are running. */
    readonly downtimes?: readonly {readonly author: string; readonly comment: string; readonly seconds: number}[];
}

export interface FoundOptions extends Pick<PostOptions, 'openitcockpitUrl' | 'linkStyle' | 'language' | 'formatTime'> {
    /** Short, for lists. */
    readonly clock: TimeFormat;
    readonly siteUrl: string;
    readonly nowSeconds: number;
    /** undefined: two-way integration is off. */
    readonly actions?: ActionOptions | undefined;
}

export type Attachment = Readonly<Record<string, unknown>>;

const MAX_SAID = 300;

/** A single object, in full. */
export const detailOf = (found: Found, options: FoundOptions): Attachment => {
    const {object} = found;
    return {
        ...headOf(found, options),
        fields: fieldsOf(found, options),
        ...(object.mayEdit ? {} : {text: textsOf(options.language).found.readOnly}),
        ...buttonsOf(found, 0, options, Object.values(ACTION)),
    };
};

/** `Ping on web01` */
export const nameOf = (
    object: Pick<SeenObject, 'hostName' | 'serviceName'>,
    {language}: Pick<FoundOptions, 'language'>,
): string =>
    object.serviceName === undefined
        ? object.hostName
        : `${object.serviceName} ${textsOf(language).alerts.on} ${object.hostName}`;

export const headOf = ({object}: Found, options: FoundOptions) => {
    const url = urlOf(object, options);
    return {
        color: colourOf(object),
        title: neutralize(`${object.state ?? '?'} · ${nameOf(object, options)}`),
        ...(url === '' ? {} : {title_link: url}),
    };
};

/** Address of the object in openITCOCKPIT. */
export const urlOf = ({target}: Found['object'], {openitcockpitUrl, linkStyle}: FoundOptions): string => {
    const {host, service} = deepLinks(openitcockpitUrl, linkStyle, target);
    return service || host;
};

const colourOf = ({state, acknowledged, inDowntime}: Found['object']): string => {
    if (state && isProblemState(state) && (acknowledged || inDowntime)) {
        return HANDLED_COLOUR;
    }
    return state ? stateColour(state) : INFO_COLOUR;
};

export const postLink = ({record}: Found, {siteUrl, language}: FoundOptions): string => {
    const url = record ? permalink(siteUrl, postOf(record).postId) : '';
    return url === '' ? '' : link(textsOf(language).found.post, url);
};

const fieldsOf = (found: Found, options: FoundOptions) => {
    const {object, record} = found;
    const texts = textsOf(options.language).alerts;
    const words = textsOf(options.language).found;
    const lasting = object.stateFor === '' ? '' : words.lasting(neutralize(oneLine(object.stateFor, 40)));
    const since = record?.since === undefined ? '' : options.formatTime(record.since);
    const fields = [
        {title: texts.since, value: [since, lasting].filter((part) => part !== '').join(', '), short: true},
        {title: words.post, value: postLink(found, options), short: true},
        {title: texts.acknowledgedBy, value: acknowledgementOf(found, options), short: false},
        {title: words.downtime, value: downtimeOf(found, options), short: false},
        {title: texts.output, value: object.output === '' ? '' : codeBlock(object.output), short: false},
    ];
    return fields.filter(({value}) => value !== '');
};

const acknowledgementOf = ({object}: Found, {language}: FoundOptions): string => {
    const {acknowledged, acknowledgement: shown} = object;
    const words = textsOf(language).found;
    if (!acknowledged) {
        return '';
    }
    return shown ? words.acknowledged(said(shown.author), said(shown.comment)) : words.acknowledgedByUnknown;
};

const downtimeOf = ({object, downtimes = []}: Found, {language}: FoundOptions): string => {
    const lines = downtimes.map(({author, comment, seconds}) =>
        textsOf(language).found.downtimeBy(said(author), said(comment), formatDuration(seconds)),
    );
    return !object.inDowntime || lines.length > 0 ? lines.join('\n') : textsOf(language).alerts.inDowntime;
};

const said = (text: string): string => neutralize(oneLine(text, MAX_SAID));

/** Only a problem can be acted on. Its buttons are those of its post, or of the post it would have. */
export const buttonsOf = (
    {object, record}: Found,
    at: number,
    {actions, language, nowSeconds}: FoundOptions,
    wanted: readonly ActionId[],
) => {
    const {state} = object;
    if (!actions || !state || !isProblemState(state) || !object.mayEdit) {
        return {};
    }
    // Removing an acknowledgement takes its time, which only our record knows.
    const offered = record ? wanted : wanted.filter((id) => id !== ACTION.removeAcknowledgement);
    const buttons = actionsOf(record ?? recordOf(object, state, nowSeconds), actions, textsOf(language).alerts)
        .filter(({id}) => offered.some((one) => one === id))
        .flatMap((action) => asButtons(action, record !== undefined))
        .map((button) => ({...button, id: `${String(button.id)}${at}`}));
    return buttons.length === 0 ? {} : {actions: buttons};
};

const MOST_OPTIONS = 6;

/**
 * Mattermost's app for phones does not send along what a menu in an answer needs, while it does for buttons. So an answer has
 * buttons alone, each with the option that the menu would have had. A graph needs the thread of a post.
 */
const asButtons = (
    action: Readonly<Record<string, unknown>>,
    hasThread: boolean,
): Readonly<Record<string, unknown>>[] => {
    const {type, options, id, integration, ...rest} = action;
    if (type !== 'select') {
        return [action];
    }
    const {url, context} = integration as {readonly url: string; readonly context: object};
    return (options as readonly {readonly text: string; readonly value: string}[])
        .filter(({value}) => hasThread || value !== CHOICE.graph)
        .slice(0, MOST_OPTIONS)
        .map(({text, value}, number) => ({
            ...rest,
            id: `${String(id)}${number}x`,
            type: 'button',
            name: text,
            integration: {url, context: {...context, selected_option: value}},
        }));
};
