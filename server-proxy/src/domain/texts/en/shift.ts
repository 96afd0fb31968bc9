import type {ScheduleMistake} from '../../shift/schedule';
import type {HandoverDecision} from '../../shift/shift_state';
import type {AlarmKind} from '../../watch_state';

const problems = (count: number) => (count === 1 ? '1 problem' : `${count} problems`);
const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** Words of hand-overs and reports. Times and durations come formatted. */
export const shift = {
    title: (from: string, to: string) => `Hand-over: ${from} – ${to}`,
    counts: (opened: number, closed: number, open: number) =>
        `${opened} opened · ${closed} closed · ${open} still open`,
    toAck: 'Time to acknowledge',
    toRecover: 'Time to recover',
    spread: (half: string, most: string, count: number) => `half within ${half}, 95 % within ${most} (${count})`,
    onlySince: (when: string) => `What is over is only known since ${when}.`,
    notWhole: 'More happened than can be kept: these figures are too low.',
    stillOpen: (count: number) => `Still open (${count}), the oldest first`,
    nobody: 'nobody looks after it',
    oldAcks: (count: number, old: number) => `Acknowledgements that are older than ${days(old)} (${count})`,
    endingAcks: (count: number, by: string) => `Acknowledgements that end by ${by} (${count})`,
    downtimesBegin: (count: number, by: string) => `Downtimes that begin by ${by} (${count})`,
    downtimesEnd: (count: number, by: string) => `Downtimes that end by ${by} (${count})`,
    noDowntimes: (why: string) => `Downtimes could not be read: ${why}`,
    noisiest: 'Noisiest',
    noisy: (count: number, half: string) => `${count} times, half of them over within ${half}`,
    outages: 'What openITCOCKPIT and we may have missed',
    outage: {
        openitcockpit: 'openITCOCKPIT could not be reached',
        heartbeat: 'openITCOCKPIT sent no heartbeats',
        reading: 'Posts could not be compared with openITCOCKPIT',
        posts: 'Mattermost did not accept updates of posts',
        stream: 'Nothing came over the event stream',
        command: 'Notifications of our command did not arrive',
        records: 'Stored alerts could not be read',
    } satisfies Readonly<Record<AlarmKind, string>>,
    span: (from: string, to: string, duration: string) => `${from} – ${to} (${duration})`,
    goesOn: 'now',
    more: (count: number) => `and ${count} more`,
    post: 'Post in this channel',
    handOver: 'Hand over my problems …',
    proposeDowntime: (name: string) => `Downtime: ${name}`,
    postedBy: (who: string) => `Posted by ${who}`,
    dialogTitle: 'Hand over',
    dialogIntro: (count: number) =>
        `The problems that are yours (${count}) become theirs once they accept. They are asked in a direct message.`,
    person: 'To whom',
    noPerson: 'Choose a person.',
    nobodyNamed: (name: string) => `There is nobody called ${name}.`,
    notToThem: {
        deactivated: (who: string) => `The account of ${who} is deactivated, so nothing can be handed over to it.`,
        bot: (who: string) => `${who} is a bot: problems can be handed over to people only.`,
        guest: (who: string) => `${who} is a guest, and guests cannot act on problems.`,
    },
    notToYourself: 'These problems are yours already.',
    nothingOfYours: 'No problem is yours: only what you have acknowledged, or taken over, can be handed over.',
    theySeeNone: (who: string) => `${who} is in none of the channels of your problems.`,
    asked: (who: string, count: number) => `${who} is asked to take over ${problems(count)}.`,
    stillAsking: 'Still working on it; you will be told here how it ended.',
    /** Added to `asked`. */
    notSeen: (count: number) => ` ${problems(count)} in channels that they are not in will stay yours.`,
    question: (who: string, count: number) => `${who} wants to hand over ${problems(count)} to you.`,
    questionWhat: 'If you accept, they are yours: in the panel under *Mine*, and in their posts.',
    accept: 'Accept',
    decline: 'Decline',
    answer: {
        accepted: 'You accepted.',
        declined: 'You declined.',
        replaced: 'Nothing to decide any more: another hand-over took its place.',
        expired: 'Nothing to decide any more: it was not answered within a day.',
    } satisfies Readonly<Record<HandoverDecision, string>>,
    told: {
        accepted: (who: string, count: number) => `${who} accepted: ${problems(count)} handed over.`,
        declined: (who: string) => `${who} declined. Your problems stay yours.`,
        expired: (who: string) => `${who} has not answered within a day. Your problems stay yours.`,
    },
    tooLate: 'There is nothing to decide any more; this message says why.',
    notYours: 'Somebody else was asked this.',
    line: (from: string, to: string) => `${from} handed this problem over to ${to}.`,
    reportTitle: (from: string, to: string) => `Report: ${from} – ${to}`,
    columns: ['Object', 'Problems', 'Half lasted', 'Longest', 'Half acknowledged within'] as readonly [
        object: string,
        problems: string,
        half: string,
        longest: string,
        acknowledged: string,
    ],
    nothing: 'There was no problem.',
    moreObjects: (count: number) => `${count} more objects are in the file.`,
    csv: (url: string) => `[All of them as a CSV file](${url})`,
    spanWrong: 'Give a span like 24h, 7d or 4w: from 1 hour to 31 days.',
    scheduleHow:
        'Give times (`schedule 06:00 14:00 22:00`, all at the same minute) or a cron pattern (`schedule 0 6 * * 1-5`), perhaps with a time zone behind it (`Europe/Berlin`); `schedule off` ends it.',
    scheduleNone: (how: string) => `This channel gets no hand-over by itself. ${how}`,
    scheduleIs: (pattern: string, zone: string, next: string) =>
        `This channel gets its hand-over by itself: \`${pattern}\` (${zone}), next ${next}.`,
    scheduleOff: 'This channel gets no hand-over by itself any more.',
    scheduleFile:
        'Schedules of this service are in the file of the setting SUBSCRIPTIONS_FILE: change them there, then restart it.',
    scheduleTooMany: (most: number) => `No more than ${most} channels can have a schedule.`,
    scheduleWrong: {
        pattern: 'This is not a valid cron pattern of five fields.',
        timeZone: 'There is no such time zone: write it like Europe/Berlin.',
        never: 'This time never comes.',
        tooOften: 'This is more often than once an hour.',
    } satisfies Readonly<Record<ScheduleMistake, string>>,
    command: {
        handover: 'what happened, what is open, what comes; and your problems to somebody else',
        handoverHint: '[8h | @person | schedule …]',
        handoverHelp:
            'Leave empty for the last shift, or give a span such as 8h; @ and a name hands your problems over; schedule 06:00 14:00 22:00 posts it here every day',
        report: 'problems of the last days, by object, and as a CSV file',
        reportHint: '[7d]',
        reportHelp: 'A span such as 24h, 7d or 4w; leave empty for 7 days',
    },
};
