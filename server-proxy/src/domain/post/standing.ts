import {isHandled} from '#contract';
import {type AckDetails, holderOf} from '../alert/ack_details';
import {type AlertRecord, isOpen} from '../alert/record';
import {neutralize, oneLine} from '../text';
import {type Language, textsOf} from '../texts';
import {durationOf, failureTitle, type TimeFormat} from './alert_post';
import {downtimeMark} from './post_activity';

const MAX_SAID = 120;

/**
 * How it stands with a problem, in one line and in the words of its card: `✓ Jane Roe (@jane) · new disk · until 16:00`,
 * `⏸ in downtime until 18:00`, `recovered after 2 h, 12:03`, `acknowledging for Jane Roe (@jane)…`. Markdown; empty where
 * nobody takes care of it.
 */
export const standingOf = (record: AlertRecord, language: Language, formatTime: TimeFormat): string => {
    if (!isOpen(record)) {
        return overLine(record, language, formatTime);
    }
    return isHandled(record.look, record.inDowntime)
        ? handledLine(record, language, formatTime)
        : progressLine(record, language);
};

const overLine = (record: AlertRecord, language: Language, formatTime: TimeFormat): string => {
    const {alerts, found} = textsOf(language);
    if (record.look === 'gone') {
        return alerts.gone[record.gone ?? 'unmonitored'];
    }
    if (record.superseded) {
        return alerts.superseded;
    }
    const duration = durationOf(record);
    const ended = duration === undefined ? found.recovered : alerts.recoveredAfter(duration);
    return record.recoveredAt === undefined ? ended : `${ended}, ${formatTime(record.recoveredAt)}`;
};

const handledLine = (record: AlertRecord, language: Language, formatTime: TimeFormat): string => {
    const {alerts} = textsOf(language);
    const isAcknowledged = record.look === 'acknowledged';
    const parts = [
        ...(isAcknowledged ? acknowledgedParts(record.ack, language, formatTime) : downtimeParts(record)),
        record.inDowntime ? downtimeMark(record, alerts, formatTime) : '',
    ];
    return `${isAcknowledged ? '✓' : '⏸'} ${parts.filter((part) => part !== '').join(' · ')}`;
};

const acknowledgedParts = (ack: AckDetails | undefined, language: Language, formatTime: TimeFormat): string[] => {
    const {ackEnds, loudness} = textsOf(language);
    if (!ack) {
        return [loudness.acknowledged];
    }
    return [
        said(holderOf(ack)),
        said(ack.comment),
        ack.via === 'openitcockpit' ? ackEnds.inOpenitcockpit : '',
        ack.until === undefined ? '' : ackEnds.until(formatTime(ack.until)),
    ];
};

const downtimeParts = ({downtime}: AlertRecord): string[] =>
    downtime ? [said(downtime.author), said(downtime.comment)] : [];

const progressLine = (record: AlertRecord, language: Language): string => {
    const {alerts} = textsOf(language);
    switch (record.look) {
        case 'acknowledging':
            return alerts.acknowledging(said(record.ack?.author ?? ''));
        case 'not_confirmed':
            return `${failureTitle(record, alerts)}: ${said(record.failure ?? '')}`;
        default:
            return '';
    }
};

const said = (text: string): string => neutralize(oneLine(text, MAX_SAID));
