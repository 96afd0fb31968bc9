import {type Alert, withFoundNames} from '../../domain/alert/alert';
import {stateAgeOf} from '../../domain/alert/observation';
import {isNotice, isYounger} from '../../domain/alert/order';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import {type Read, readStatus} from '../actions/object_state';
import {poll} from '../actions/read_back';
import {type AppContext, serverSeconds} from '../app_context';

/** The database shows what was notified a second or so later. */
const STORED_WITHIN_MS = 2500;

/** The reading that confirms it, or why none does. */
type Verdict = Read | 'contradicted' | 'unknown';
type Claim = (read: Read) => boolean;

/**
 * What an unsigned post says counts if openITCOCKPIT's API confirms it. Otherwise it may begin, change and end only what
 * is known from other unsigned posts, never what a token, a signature or the API itself has said. While openITCOCKPIT is
 * not asked (two-way integration off) or does not answer, nothing is confirmed.
 * @returns the notification as far as it counts; undefined: not at all
 */
export const weigh = async (context: AppContext, key: string, alert: Alert): Promise<Alert | undefined> => {
    const current = await context.store.get(key);
    const held = current?.alert.weak ? undefined : current;
    const asWeak: Alert | undefined = held ? undefined : {...alert, weak: true};
    const claim = claimOf(alert, current);
    if (!claim) {
        return held ? inWordsOf(held, alert, isNotice(alert) ? alert.output : undefined) : asWeak;
    }
    const repeated = held && repeats(alert, held) ? inWordsOf(held, alert) : undefined;
    const isAtStake = held !== undefined && !repeated;
    const answer = context.settings.twoWay ? await ask(context, alert, claim, isAtStake) : 'unknown';
    switch (answer) {
        case 'contradicted':
            return undefined;
        case 'unknown':
            return asWeak ?? repeated;
        default:
            return inWordsOfReading(answer, alert, held);
    }
};

/** What is confirmed is the state. Names and output are anybody's, so they are those that are known. */
const inWordsOf = ({alert: {target, output}}: AlertRecord, alert: Alert, said = output): Alert => ({
    ...alert,
    target,
    output: said,
});

const inWordsOfReading = ({status}: Read, alert: Alert, held: AlertRecord | undefined): Alert => {
    const output = status.state === alert.state ? status.output : '';
    if (held) {
        return inWordsOf(held, alert, output || held.alert.output);
    }
    return {...withFoundNames(alert, status), output};
};

/** It changes nothing but the output, which is then left as it is. */
const repeats = (alert: Alert, current: AlertRecord): boolean =>
    (alert.notificationType === 'PROBLEM' || alert.notificationType === 'CUSTOM') &&
    isOpen(current) &&
    current.alert.state === alert.state;

/** What openITCOCKPIT has to show for it; undefined: it neither opens, closes nor calms anything. */
const claimOf = (alert: Alert, current: AlertRecord | undefined): Claim | undefined => {
    if (isNotice(alert)) {
        return undefined;
    }
    switch (alert.notificationType) {
        case 'ACKNOWLEDGEMENT':
            return ({status}) => status.acknowledged;
        case 'DOWNTIMESTART':
            return ({status}) => status.inDowntime;
        case 'PROBLEM':
        case 'RECOVERY':
        case 'CUSTOM':
            return (read) => showsState(read, alert, current);
        default:
            return undefined;
    }
};

/** A reading certainly older than what is known confirms nothing: the database may still show the state before. */
const showsState = ({status}: Read, alert: Alert, current: AlertRecord | undefined): boolean =>
    status.state === alert.state && !(current && isYounger(current.ages.state, stateAgeOf(status)));

/** @param isAtStake somebody else's word is at stake, so it is worth waiting for the database */
const ask = async (context: AppContext, alert: Alert, claim: Claim, isAtStake: boolean): Promise<Verdict> => {
    const arrived = serverSeconds(context);
    const look = async (): Promise<Verdict | undefined> => {
        const read = await readStatus(context, {alert});
        if (read.status.state === undefined) {
            return 'unknown';
        }
        if (claim(read)) {
            return read;
        }
        return (read.status.freshAt?.earliest ?? 0) > arrived ? 'contradicted' : undefined;
    };
    try {
        return (await look()) ?? (isAtStake ? await poll(context, STORED_WITHIN_MS, look) : undefined) ?? 'unknown';
    } catch (error) {
        context.logger.warn('What an unsigned post says could not be confirmed', {error: asAppError(error)});
        return 'unknown';
    }
};
