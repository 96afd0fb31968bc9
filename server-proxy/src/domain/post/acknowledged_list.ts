import type {AlertRecord} from '../alert/record';
import {postOf} from '../alert/record';
import {formatDuration} from '../duration';
import {link, neutralize} from '../text';
import {type Language, textsOf} from '../texts';
import {subjectOf, type TimeFormat} from './alert_post';
import {permalink} from './links';
import {standingOf} from './standing';

export interface ListOptions {
    readonly language: Language;
    readonly formatTime: TimeFormat;
    readonly siteUrl: string;
    /** On openITCOCKPIT's clock, as the times of acknowledgements. */
    readonly nowSeconds: number;
}

/**
 * `* ⏳ **CRITICAL Ping on web01** · ✓ Jane Roe · new disk · until … · since … (9 d) · post`; what is not acknowledged any more
 * says so, or what has become of it.
 */
export const acknowledgedLine = (record: AlertRecord, isOld: boolean, options: ListOptions): string => {
    const {alerts, ackEnds, found} = textsOf(options.language);
    const subject = neutralize(`${record.alert.state} ${subjectOf(record, alerts)}`);
    const url = permalink(options.siteUrl, postOf(record).postId);
    const ack = record.look === 'acknowledged' ? record.ack : undefined;
    const parts = [
        `${isOld ? '⏳ ' : ''}**${subject}**`,
        standingOf(record, options.language, options.formatTime) || found.notAcknowledged,
        ...(ack ? [ackEnds.since(options.formatTime(ack.at), formatDuration(options.nowSeconds - ack.at))] : []),
        ...(url === '' ? [] : [link(found.post, url)]),
    ];
    return `* ${parts.join(' · ')}`;
};
