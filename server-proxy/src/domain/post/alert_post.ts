import {ALERT_POST_TYPE, ALERT_PROP, type AlertProps, isHandled, isProblemState, LIMIT} from '#contract';
import {type AckDetails, holderOf} from '../alert/ack_details';
import {targetIds} from '../alert/alert';
import {alertKey} from '../alert/alert_key';
import type {AlertRecord} from '../alert/record';
import {HANDLED_COLOUR, INFO_COLOUR, stateColour, stateEmoji} from '../alert/state';
import {formatDuration} from '../duration';
import type {Loudness} from '../subscription/subscription';
import {codeBlock, cut, link, neutralize, oneLine} from '../text';
import {type Language, type Texts, textsOf} from '../texts';

import {deepLinks, type LinkStyle} from './links';
import {type ActionOptions, actionsOf} from './post_actions';
import {activityProps, marksOf, queuedOf, underWayLines} from './post_activity';

/** Message and props of a post. `type` matters only when the post is created. */
export interface PostContent {
    readonly message: string;
    readonly type: string;
    readonly props: Readonly<Record<string, unknown>>;
    /** Of a new post only. */
    readonly loud?: NewPostLoudness;
}

interface NewPostLoudness {
    readonly priority: Loudness['priority'];
    /** Those in its message, lower case, with `@`. */
    readonly mentions: readonly string[];
}

export interface PostOptions {
    readonly openitcockpitUrl: string;
    readonly linkStyle: LinkStyle;
    readonly language: Language;
    readonly emojis: boolean;
    readonly formatTime: TimeFormat;
    /** undefined: two-way integration is off, the post carries no actions. */
    readonly actions?: ActionOptions | undefined;
}

/**
 * The post of an alert: a plain, state-first message (phone push, screen reader, fallback), one attachment for clients
 * without our webapp, and the alert itself in `props.oitc_alert` for those with it. No `fallback`: it would double the push.
 */
export const renderAlertPost = (record: AlertRecord, options: PostOptions): PostContent => {
    const texts = textsOf(options.language).alerts;
    return {
        message: cut(messageOf(record, options, texts), LIMIT.message),
        type: ALERT_POST_TYPE,
        props: {
            [ALERT_PROP]: alertProps(record, options),
            attachments: [attachmentOf(record, options, texts)],
        },
    };
};

/** `Ping on web01`, or `web01`. */
export const subjectOf = (record: Pick<AlertRecord, 'alert'>, texts: Texts['alerts']): string => {
    const {host, service} = record.alert.target;
    return service ? `${service.name} ${texts.on} ${host.name}` : host.name;
};

const messageOf = (record: AlertRecord, options: PostOptions, texts: Texts['alerts']): string => {
    const {alert} = record;
    const emoji = options.emojis && !alert.noEmoji ? `${stateEmoji(alert.state)} ` : '';
    const subject = neutralize(subjectOf(record, texts));
    const notice = texts.info[alert.notificationType];
    if (record.look === 'info' && notice) {
        const tail = [alert.author, alert.comment].filter((part) => part !== '').join(': ');
        return `${emoji}${alert.state} ${notice(subject)}${tail === '' ? '' : `: ${neutralize(tail)}`}`;
    }
    return `${emoji}${alert.state} ${subject}${detailOf(record, texts, options.formatTime)}`;
};

const detailOf = (record: AlertRecord, texts: Texts['alerts'], formatTime: TimeFormat): string => {
    const output = neutralize(oneLine(record.alert.output, 300));
    const colon = output === '' ? '' : `: ${output}`;
    const {ack} = record;
    switch (record.look) {
        case 'acknowledging':
            return `${colon} – ${texts.acknowledging(neutralize(ack?.author ?? ''))}${queuedDetail(record, texts)}`;
        case 'acknowledged':
            return ` ${texts.acknowledged(neutralize(ack ? holderOf(ack) : ''), neutralize(ack?.comment ?? ''))}${untilOf(ack, texts, formatTime)}${elsewhere(record, texts)}`;
        case 'not_confirmed':
            return `${colon} – ${failureTitle(record, texts)}: ${neutralize(record.failure ?? '')}`;
        case 'gone':
            return `${colon} – ${texts.gone[record.gone ?? 'unmonitored']}`;
        case 'recovered': {
            if (record.superseded) {
                return `${colon} – ${texts.superseded}`;
            }
            const duration = durationOf(record);
            return duration === undefined ? colon : ` ${texts.recoveredAfter(duration)}${colon}`;
        }
        default:
            return colon;
    }
};

/** Was it acknowledged on a post of another channel? */
const isElsewhere = ({ack, posts}: AlertRecord): boolean => {
    const [seen, ...others] = posts;
    return ack?.postId !== undefined && ack.postId !== seen?.postId && others.some(({postId}) => postId === ack.postId);
};

const elsewhere = (record: AlertRecord, texts: Texts['alerts']): string =>
    isElsewhere(record) ? ` (${texts.inAnotherChannel})` : '';

/** ` · until 16:00` */
const untilOf = (ack: AckDetails | undefined, texts: Texts['alerts'], formatTime: TimeFormat): string =>
    ack?.until === undefined ? '' : ` · ${textsOf(texts.language).ackEnds.until(formatTime(ack.until))}`;

export const failureTitle = ({notSent}: AlertRecord, texts: Texts['alerts']): string =>
    notSent ? texts.notSent : texts.notConfirmed;

const queuedDetail = (record: AlertRecord, texts: Texts['alerts']): string =>
    queuedOf(record)
        .map(({request: {kind}}) => ` ${texts.queued(texts.yours[kind])}.`)
        .join('');

/** How long the outage lasted, formatted; undefined unless both ends are known. */
export const durationOf = (record: AlertRecord): string | undefined =>
    record.since !== undefined && record.recoveredAt !== undefined && record.recoveredAt >= record.since
        ? formatDuration(record.recoveredAt - record.since)
        : undefined;

const colourOf = ({look, inDowntime, alert: {state}}: AlertRecord): string => {
    if (isHandled(look, inDowntime)) {
        return HANDLED_COLOUR;
    }
    return look === 'info' && !isProblemState(state) ? INFO_COLOUR : stateColour(state);
};

const attachmentOf = (record: AlertRecord, options: PostOptions, texts: Texts['alerts']): Record<string, unknown> => {
    const {alert} = record;
    const links = deepLinks(options.openitcockpitUrl, options.linkStyle, targetIds(alert.target));
    const titleLink = links.service || links.host;
    const actions = options.actions ? actionsOf(record, options.actions, texts) : [];
    return {
        color: colourOf(record),
        title: neutralize(`${alert.state} · ${subjectOf(record, texts)}`),
        ...(titleLink === '' ? {} : {title_link: titleLink}),
        fields: fieldsOf(record, options, texts, links),
        ...(actions.length === 0 ? {} : {actions}),
    };
};

interface Field {
    readonly title: string;
    readonly value: string;
    readonly short: boolean;
}

const fieldsOf = (
    record: AlertRecord,
    options: PostOptions,
    texts: Texts['alerts'],
    links: {host: string; service: string},
): Field[] => {
    const {target, output} = record.alert;
    const fields: Field[] = [{title: texts.host, value: link(target.host.name, links.host), short: true}];
    if (target.service) {
        fields.push({title: texts.service, value: link(target.service.name, links.service), short: true});
    }
    if (record.since !== undefined) {
        const marks = marksOf(record, texts, options.formatTime);
        fields.push({title: texts.since, value: `${options.formatTime(record.since)}${marks}`, short: true});
    }
    if (record.ack && (record.look === 'acknowledged' || record.look === 'acknowledging')) {
        const {comment, at, notEnded} = record.ack;
        const author = holderOf(record.ack);
        const who =
            record.look === 'acknowledged'
                ? `${neutralize(author)}, ${options.formatTime(at)}${untilOf(record.ack, texts, options.formatTime)}${elsewhere(record, texts)}`
                : texts.acknowledging(neutralize(author));
        fields.push({title: texts.acknowledgedBy, value: who, short: true});
        fields.push({title: texts.comment, value: neutralize(comment), short: false});
        if (notEnded) {
            const title = textsOf(texts.language).ackEnds.notEndedTitle;
            fields.push({title, value: neutralize(notEnded.because), short: false});
        }
    }
    if (record.look === 'not_confirmed' && record.failure) {
        fields.push({title: failureTitle(record, texts), value: neutralize(record.failure), short: false});
    }
    for (const value of underWayLines(record, texts)) {
        fields.push({title: textsOf(texts.language).actions.underWay, value, short: false});
    }
    for (const {author, request, queuedBecause = ''} of queuedOf(record)) {
        const value = `${author}: ${texts.queued(texts.yours[request.kind])}. ${queuedBecause}`;
        fields.push({title: texts.queuedTitle, value: neutralize(value), short: false});
    }
    fields.push(...consequencesFields(record, options));
    if (output !== '') {
        fields.push({title: texts.output, value: codeBlock(output), short: false});
    }
    return fields;
};

const consequencesFields = ({consequences}: AlertRecord, {language}: PostOptions): Field[] => {
    if (!consequences) {
        return [];
    }
    const texts = textsOf(language).storms;
    const {count, worst} = consequences;
    const names = worst.map(({state, name}) => `${state} ${neutralize(oneLine(name, LIMIT.name))}`).join(', ');
    return [{title: texts.consequences, value: texts.consequencesOf(count, names, count - worst.length), short: false}];
};

/** Writes a moment (Unix seconds) for people. To be kept: making one costs sixty times what using it does. */
export type TimeFormat = (unixSeconds: number) => string;

/** Made at its first use, for which a start does not wait. @param timeZone IANA, e.g. `Europe/Berlin` */
export const timeFormat = (language: Language, timeZone: string): TimeFormat => {
    const make = () =>
        new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
            dateStyle: 'medium',
            timeStyle: 'long',
            timeZone,
        });
    let format: Intl.DateTimeFormat | undefined;
    return (unixSeconds) => {
        format ??= make();
        return format.format(new Date(unixSeconds * 1000));
    };
};

const alertProps = (record: AlertRecord, options: PostOptions): AlertProps => {
    const {alert, ack} = record;
    const {host, service} = alert.target;
    const links = deepLinks(options.openitcockpitUrl, options.linkStyle, targetIds(alert.target));
    return {
        version: 1,
        key: [alertKey(targetIds(alert.target)), alert.problemId].filter((part) => part !== '').join('#'),
        kind: service ? 'service' : 'host',
        host: {...host, url: links.host},
        ...(service ? {service: {...service, url: links.service}} : {}),
        state: alert.state,
        notification_type: alert.notificationType,
        look: record.look,
        ...(record.since === undefined ? {} : {since: record.since}),
        ...(record.recoveredAt === undefined ? {} : {recovered_at: record.recoveredAt}),
        output: alert.output,
        ...(ack && record.look !== 'problem'
            ? {
                  acknowledgement: {
                      author: cut(holderOf(ack), LIMIT.author),
                      comment: ack.comment,
                      at: ack.at,
                      sticky: ack.sticky,
                      via: ack.via,
                      ...(isElsewhere(record) ? {elsewhere: true} : {}),
                      ...(ack.until === undefined ? {} : {until: ack.until}),
                      ...(ack.notEnded === undefined ? {} : {not_ended: cut(ack.notEnded.because, 1000)}),
                  },
              }
            : {}),
        ...(record.failure === undefined ? {} : {failure: record.failure}),
        ...(record.notSent ? {not_sent: true} : {}),
        ...activityProps(record),
        ...(record.consequences
            ? {
                  consequences: {
                      count: record.consequences.count,
                      worst: record.consequences.worst.map(({name, state}) => ({
                          name: cut(name, LIMIT.name),
                          state,
                      })),
                  },
              }
            : {}),
        language: options.language,
    };
};
