import type {BulkKind} from '../../action/bulk_action';

/** How many objects of which kind, and on how many hosts. */
export interface Size {
    readonly objects: number;
    readonly hosts: number;
}

const objects = (count: number): string => (count === 1 ? '1 object' : `${count} objects`);
const hosts = (count: number): string => (count === 1 ? '1 host' : `${count} hosts`);

/** Words of bulk actions: what a filter would hit, the dialog, the post with its progress. */
export const bulk = {
    size: ({objects: count, hosts: on}: Size) => `${objects(count)} on ${hosts(on)}`,
    /** Headline of the post, until it is over and afterwards. */
    under: {
        acknowledge: (who, what) => `${who} is acknowledging ${what}`,
        remove_acknowledgement: (who, what) => `${who} is removing the acknowledgements of ${what}`,
        schedule_downtime: (who, what) => `${who} is scheduling a downtime for ${what}`,
        recheck: (who, what) => `${who} is rechecking ${what}`,
    } satisfies Readonly<Record<BulkKind, (who: string, what: string) => string>>,
    over: {
        acknowledge: (who, what) => `${who} acknowledged ${what}`,
        remove_acknowledgement: (who, what) => `${who} removed the acknowledgements of ${what}`,
        schedule_downtime: (who, what) => `${who} scheduled a downtime for ${what}`,
        recheck: (who, what) => `${who} rechecked ${what}`,
    } satisfies Readonly<Record<BulkKind, (who: string, what: string) => string>>,
    progress: (done: number, all: number) => `${done} of ${all} confirmed`,
    /** What counts as done although the command did not do it. */
    elsewhere: (count: number) => `${count} had already been acknowledged by somebody else or were in downtime.`,
    recovered: (count: number) => `${count} had recovered.`,
    notConfirmed: (count: number) => `${count} not confirmed`,
    andMore: (count: number) => `and ${count} more`,
    lost: (count: number) =>
        `What became of ${count} cannot be told: what was stored about them is damaged and was set aside. Their own posts are true.`,
    waiting: (why: string) => `Waiting for openITCOCKPIT: ${why}`,
    retry: (count: number) => `Retry (${count})`,
    retried: 'They are being tried again.',
    interval: (from: string, until: string) => `From ${from} until ${until}`,
    notTold: 'openITCOCKPIT does not tell about this object: the API key may not see it.',
    /** Before anything is done: what would be hit. */
    wouldHit: {
        acknowledge: (what) => `This would acknowledge **${what}**:`,
        remove_acknowledgement: (what) => `This would remove the acknowledgements of **${what}**:`,
        schedule_downtime: (what) => `This would put **${what}** into downtime:`,
        recheck: (what) => `This would recheck **${what}**:`,
    } satisfies Readonly<Record<BulkKind, (what: string) => string>>,
    everything: 'This is everything that there is: the filter leaves nothing out.',
    nothing: (filter: string) => `Nothing matches "${filter}", so nothing was done.`,
    nothingAtAll: {
        acknowledge: 'There is no unhandled problem, so nothing was done.',
        remove_acknowledgement: 'No problem is acknowledged, so nothing was done.',
        schedule_downtime: 'There is no problem outside of a downtime, so nothing was done.',
        recheck: 'There is no unhandled problem, so nothing was done.',
    } satisfies Readonly<Record<BulkKind, string>>,
    tooMany: (most: number, command: string) =>
        `More than ${most} match: narrow them down by part of a name, a state or a host, e.g. \`${command}\`.`,
    confirm: {
        acknowledge: 'Acknowledge…',
        remove_acknowledgement: 'Remove…',
        schedule_downtime: 'Schedule downtime…',
        recheck: 'Recheck…',
    } satisfies Readonly<Record<BulkKind, string>>,
    dialogTitle: {
        acknowledge: 'Acknowledge',
        remove_acknowledgement: 'Remove',
        schedule_downtime: 'Schedule downtime',
        recheck: 'Recheck',
    } satisfies Readonly<Record<BulkKind, string>>,
    dialogIntro: {
        acknowledge: (what) => `**${what}** will be acknowledged.`,
        remove_acknowledgement: (what) => `The acknowledgements of **${what}** will be removed.`,
        schedule_downtime: (what) => `**${what}** will go into downtime.`,
        recheck: (what) => `**${what}** will be checked now.`,
    } satisfies Readonly<Record<BulkKind, (what: string) => string>>,
    outOfDate: 'This is out of date: please enter the command again.',
    underWay: (link: string) => (link === '' ? 'Under way.' : `Under way: [the post](${link}) shows the progress.`),
    alreadyUnderWay: (who: string) => `${who} has already asked for this; it was not done twice.`,
    nothingToRetry: 'There is nothing left to try again.',
    expired: (minutes: number) => `openITCOCKPIT could not be reached for ${minutes} minutes.`,
};
