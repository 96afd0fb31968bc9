import type {Alert} from '../../domain/alert/alert';
import type {AlertRecord, ExpectedTest} from '../../domain/alert/record';
import {newRecord} from '../../domain/alert/reducer';
import {textsOf} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';

/** Longer than Doctor waits, so that a late notification is still marked as a test. */
const EXPECTED_SECONDS = 600;

type Context = Pick<AppContext, 'store' | 'clock'>;

/**
 * Doctor is about to have openITCOCKPIT send a custom notification about this host, or asks whether it has arrived. Kept
 * in the store, because another node may receive the notification.
 * @param mark random text in its comment @returns whether it has arrived
 */
export const expectTest = async (context: Context, hostUuid: string, mark: string): Promise<boolean> => {
    const now = nowSeconds(context);
    const stored = await context.store.update(keyOf(hostUuid), (current = blankRecord(hostUuid, now)) => {
        const tests = (current.tests ?? []).filter(({until}) => until > now);
        return tests.some((test) => test.mark === mark)
            ? current
            : {...current, updatedAt: now, tests: [...tests, {mark, until: now + EXPECTED_SECONDS}]};
    });
    return stored?.tests?.some((test) => test.mark === mark && test.arrived) === true;
};

/** Notes that a test has arrived. Its post says so, even if the command passes no comment on. */
export const withTest = async (context: AppContext, alert: Alert): Promise<Alert> => {
    const key = keyOf(alert.target.host.uuid);
    const now = nowSeconds(context);
    const known = alert.target.service ? undefined : await context.store.get(key);
    if (!known?.tests?.some((test) => isIt(test, alert, now))) {
        return alert;
    }
    await context.store.update(
        key,
        (current) =>
            current && {
                ...current,
                tests: current.tests?.map((test) => (isIt(test, alert, now) ? {...test, arrived: true} : test)) ?? [],
            },
    );
    context.logger.info('The test notification of Doctor arrived', {host: alert.target.host.uuid});
    return {...alert, author: '', comment: textsOf(context.settings.language).doctor.testNotification};
};

/** Our commands pass no comment on, because the core does not make it safe; host, type and time must do then. */
const isIt = ({mark, until}: ExpectedTest, {comment}: Alert, now: number): boolean =>
    until > now && (comment === '' || comment.includes(mark));

const keyOf = (hostUuid: string): string => `${hostUuid}~test`;

const blankRecord = (hostUuid: string, now: number): AlertRecord => {
    const alert: Alert = {
        target: {host: {uuid: hostUuid, name: hostUuid}},
        notificationType: 'CUSTOM',
        state: 'UP',
        output: '',
        problemId: '',
        author: '',
        comment: '',
        channel: '',
        noEmoji: false,
    };
    return {...newRecord(alert, '', now), key: keyOf(hostUuid)};
};
