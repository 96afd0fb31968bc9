import {HOST_STATES, type NotificationType, SERVICE_STATES, type State} from '#contract';
import type {NotificationField} from '../alert/notification';
import {INFO_COLOUR, parseState, stateColour, stateEmoji} from '../alert/state';
import {type BuiltinTitle, readTitle, withoutVariation} from './builtin_title';
import {carriesApiKey, readAcknowledgeUrl} from './builtin_urls';

/** An attachment of a post, as far as the module uses it. */
export interface PostedAttachment {
    readonly text: string;
    readonly color: string;
    /** Addresses of its buttons. */
    readonly actionUrls: readonly string[];
}

/**
 * What a post of openITCOCKPIT's Mattermost module says, as the fields of the notification command that made it. `state`
 * is missing where the post does not tell it: in notices of downtimes and flapping.
 */
export type BuiltinNotification = Readonly<Partial<Record<NotificationField, string>>>;

interface Notice {
    readonly type: NotificationType;
    readonly host: string;
    readonly service: string;
    readonly emoji: string;
}

/**
 * The module's titles, the same in all its versions. They are not translated; the names of states are
 * (MattermostNotificationCommand.php, HoststatusIcon.php and ServicestatusIcon.php of openITCOCKPIT).
 */
const NOTICES: readonly Notice[] = [
    {
        type: 'ACKNOWLEDGEMENT',
        emoji: '💬',
        host: 'Acknowledgement for ',
        service: 'Acknowledgement for service ',
    },
    {type: 'DOWNTIMESTART', emoji: '💤', host: 'Downtime started for ', service: 'Downtime start for service '},
    {type: 'DOWNTIMEEND', emoji: '✳', host: 'Downtime end for ', service: 'Downtime end for service '},
    {
        type: 'DOWNTIMECANCELLED',
        emoji: '🗑',
        host: 'Downtime cancelled for ',
        service: 'Downtime cancelled for service ',
    },
    {type: 'FLAPPINGSTART', emoji: '', host: 'Flapping started on ', service: 'Flapping started on '},
    {type: 'FLAPPINGSTOP', emoji: '', host: 'Flapping stopped on ', service: 'Flapping stopped on '},
    {
        type: 'FLAPPINGDISABLED',
        emoji: '',
        host: 'Disabled flap detection for ',
        service: 'Disabled flap detection for ',
    },
];

/** Types whose titles begin with the type itself, and whose colour is that of the state. */
const STATE_TYPES: readonly NotificationType[] = ['PROBLEM', 'RECOVERY', 'CUSTOM'];

/** Does the post hold a button of our openITCOCKPIT's module with an API key in its address? */
export const holdsApiKey = (attachments: readonly PostedAttachment[], openitcockpitUrl: string): boolean =>
    attachments.some(({actionUrls}) => actionUrls.some((url) => carriesApiKey(openitcockpitUrl, url)));

/**
 * Reads a post of openITCOCKPIT's Mattermost module.
 * @param openitcockpitUrl the only openITCOCKPIT whose posts are understood
 * @returns undefined for everything else
 */
export const readBuiltinPost = (
    attachments: readonly PostedAttachment[],
    openitcockpitUrl: string,
): BuiltinNotification | undefined => {
    const [info, button, ...more] = attachments;
    if (!info || more.length > 0 || info.actionUrls.length > 0) {
        return undefined;
    }
    const [line = '', ...output] = info.text.split('\n');
    const title = readTitle(line, openitcockpitUrl);
    if (!title || (button && !isButtonOf(button, title, openitcockpitUrl))) {
        return undefined;
    }
    const color = info.color.toLowerCase();
    const said = color === INFO_COLOUR ? readNotice(title, output) : readState(title, color, button !== undefined);
    return said && {...fieldsOf(title), ...said, output: output.join('\n')};
};

/** Does the button acknowledge what the title names? */
const isButtonOf = ({actionUrls}: PostedAttachment, title: BuiltinTitle, openitcockpitUrl: string): boolean => {
    const [url, ...more] = actionUrls;
    const ids = url === undefined ? undefined : readAcknowledgeUrl(openitcockpitUrl, url);
    return more.length === 0 && ids?.hostUuid === title.host.uuid && ids.serviceUuid === title.service?.uuid;
};

const fieldsOf = ({host, service}: BuiltinTitle): BuiltinNotification => ({
    type: service ? 'service' : 'host',
    hostuuid: host.uuid,
    hostname: host.name,
    ...(service ? {serviceuuid: service.uuid, servicename: service.name} : {}),
});

/** By its words, or by its emoji in case the words ever change. */
const readNotice = (title: BuiltinTitle, output: readonly string[]): BuiltinNotification | undefined => {
    const {before, after, emoji} = title;
    const [, word] = /^ \((.+)\)$/.exec(after) ?? [];
    const found =
        NOTICES.find(({host, service}) => before === (title.service ? service : host)) ??
        NOTICES.find((known) => emoji !== '' && known.emoji === emoji);
    if (!found || output.length > 0 || (found.emoji !== '' && emoji !== '' && emoji !== found.emoji)) {
        return undefined;
    }
    const state = found.type === 'ACKNOWLEDGEMENT' && word !== undefined ? stateNamed(title, word) : undefined;
    return {
        notificationtype: found.type,
        ...(state === undefined ? {} : {state}),
        ...(found.emoji !== '' && emoji === '' ? {'no-emoji': '1'} : {}),
    };
};

/** The colour gives the state, whatever its name in openITCOCKPIT's language; the name must not contradict it. */
const readState = (title: BuiltinTitle, color: string, hasButton: boolean): BuiltinNotification | undefined => {
    const [, type] = /^([A-Z]+): $/.exec(title.before) ?? [];
    const states: readonly State[] = title.service ? SERVICE_STATES : HOST_STATES;
    const state = states.find((known) => stateColour(known) === color);
    const notificationtype = STATE_TYPES.find((known) => known === type);
    if (!state || !notificationtype) {
        return undefined;
    }
    const [, word] = /^ is (.+)!$/.exec(title.after) ?? [];
    const isWorded = word !== undefined && title.between === (title.service ? ' on ' : '');
    const fits = title.emoji === withoutVariation(stateEmoji(state));
    const contradicts = (title.emoji !== '' && !fits) || (stateNamed(title, word ?? '') ?? state) !== state;
    if (contradicts || !(isWorded || fits || hasButton)) {
        return undefined;
    }
    return {notificationtype, state, ...(title.emoji === '' ? {'no-emoji': '1'} : {})};
};

const stateNamed = ({service}: BuiltinTitle, word: string): State | undefined =>
    parseState(service ? 'service' : 'host', word);
