import {targetIds} from '../../domain/alert/alert';
import type {AlertRecord} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import type {ThreadLine} from '../../domain/post/thread_line';
import {neutralize} from '../../domain/text';
import type {AppContext} from '../app_context';
import {addThreadLine} from './show_alert';

/** The database may be so far behind what was notified. */
const TRIES = 5;
const PAUSE_MS = 1000;

/**
 * The text of a line. Of the start of a downtime it says who scheduled it in openITCOCKPIT and with which comment, as far as
 * openITCOCKPIT tells.
 */
const lineText = async (
    context: AppContext,
    {alert: {target}}: Pick<AlertRecord, 'alert'>,
    {text, lacksDowntime}: ThreadLine,
    tries: number,
): Promise<string> => {
    try {
        for (let left = lacksDowntime ? tries : 0; left > 0; left -= 1) {
            const downtimes = await context.monitoring.readDowntimes(targetIds(target), target.host.name);
            const [newest] = downtimes.filter(({running}) => running).sort((one, other) => other.id - one.id);
            if (newest) {
                const words = [newest.author, newest.comment].filter((part) => part !== '').join(': ');
                return words === '' ? text : `${text}: ${neutralize(words)}`;
            }
            await (left > 1 ? context.clock.sleep(PAUSE_MS) : undefined);
        }
    } catch (error) {
        context.logger.info('Whose downtime it is could not be read', {
            host: target.host.name,
            error: asAppError(error),
        });
    }
    return text;
};

/**
 * Adds them to the thread; whoever waits for the rest does not wait for what openITCOCKPIT may tell soon.
 * @param isRead from openITCOCKPIT's interface: what that does not tell now, it does not know
 */
export const tellLines = async (
    context: AppContext,
    record: AlertRecord,
    lines: readonly ThreadLine[],
    isRead: boolean,
): Promise<void> => {
    const tell = async (): Promise<void> => {
        for (const line of lines) {
            await addThreadLine(context, record, await lineText(context, record, line, isRead ? 1 : TRIES), line.kind);
        }
    };
    if (!isRead && lines.some(({lacksDowntime}) => lacksDowntime)) {
        context.background.start('Telling of a downtime', tell);
    } else {
        await tell();
    }
};
