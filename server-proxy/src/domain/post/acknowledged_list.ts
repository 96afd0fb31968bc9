import {holderOf} from '../alert/ack_details';
import type {Acknowledged} from '../alert/old_acknowledgements';
import {postOf} from '../alert/record';
import {formatDuration} from '../duration';
import {link, neutralize, oneLine} from '../text';
import {type Language, textsOf} from '../texts';
import {subjectOf, type TimeFormat} from './alert_post';
import {permalink} from './links';

export interface ListOptions {
    readonly language: Language;
    readonly formatTime: TimeFormat;
    readonly siteUrl: string;
    /** On openITCOCKPIT's clock, as the times of acknowledgements. */
    readonly nowSeconds: number;
}

const MAX_SAID = 120;

/** `* ⏳ **CRITICAL Ping on web01** · Jane Roe: new disk · since … (9 d) · until … · post` */
export const acknowledgedLine = ({record, ack, isOld}: Acknowledged, options: ListOptions): string => {
    const {alerts, ackEnds, found} = textsOf(options.language);
    const subject = neutralize(`${record.alert.state} ${subjectOf(record, alerts)}`);
    const ago = formatDuration(options.nowSeconds - ack.at);
    const url = permalink(options.siteUrl, postOf(record).postId);
    const parts = [
        `${isOld ? '⏳ ' : ''}**${subject}**`,
        neutralize(`${holderOf(ack)}: ${oneLine(ack.comment, MAX_SAID)}`),
        ...(ack.via === 'openitcockpit' ? [ackEnds.inOpenitcockpit] : []),
        ackEnds.since(options.formatTime(ack.at), ago),
        ...(ack.until === undefined ? [] : [ackEnds.until(options.formatTime(ack.until))]),
        ...(url === '' ? [] : [link(found.post, url)]),
    ];
    return `* ${parts.join(' · ')}`;
};
