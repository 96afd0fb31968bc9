import {CHOICE, type Choice} from '#contract';

/** Words of downtimes and checks: dialogs, what is refused, what came of it. */
export const actions = {
    more: 'More…',
    choice: {
        [CHOICE.scheduleDowntime]: 'Schedule downtime…',
        [CHOICE.cancelDowntime]: 'Cancel downtime…',
        [CHOICE.recheck]: 'Recheck now',
        [CHOICE.recheckAll]: 'Recheck host and services',
        [CHOICE.graph]: 'Show graph',
    } satisfies Readonly<Record<Choice, string>>,
    underWay: 'Under way',
    downtimeTitle: 'Schedule downtime',
    downtimeIntro: (subject: string) => `**${subject}**`,
    length: 'Length',
    start: 'Start',
    startHelp: (zone: string) => `Leave empty to start now. Times are in ${zone}, your time zone in Mattermost.`,
    startPlaceholder: '14:30 or 2026-12-31 14:30',
    end: 'End',
    endHelp: 'Only if it should not end after the length above.',
    endPlaceholder: '16:00, 2026-12-31 16:00 or 90m',
    downtimeCommentPlaceholder: 'What is being done?',
    downtimeServices: 'Host and services',
    downtimeServicesHelp: 'All services of this host go into downtime as well.',
    downtimeSubmit: 'Schedule',
    /** Comment of a downtime for which none was written. */
    downtimeWord: 'Downtime',
    cancelTitle: 'Cancel downtime',
    cancelIntro: (subject: string) => `**${subject}**\n\nEnds the downtime that is running now, whoever scheduled it.`,
    cancelHostIntro: (subject: string) =>
        `**${subject}**\n\nEnds the host's downtime that is running now, whoever scheduled it, and its services' downtimes with the same times.`,
    runningUntil: (until: string, what: string) => `Running: until ${until}, ${what}`,
    runningElsewhere: 'Running: scheduled in openITCOCKPIT',
    plannedFrom: (from: string, until: string, what: string) => `Planned: from ${from} until ${until}, ${what}`,
    planned: 'Planned downtimes',
    plannedHelp: 'Also cancel downtimes that have not started yet.',
    cancelSubmit: 'Cancel downtime',
    timeNotUnderstood: 'This is not a valid time: write it like 14:30 or 2026-12-31 14:30.',
    lengthNotOffered: 'Choose one of the lengths, or enter an end.',
    endBeforeStart: 'The end must come after the start.',
    startInPast: 'The start is in the past. Leave it empty to start now.',
    tooFarAhead: (days: number) => `The start may be at most ${days} days ahead.`,
    tooLong: (days: number) => `A downtime may last at most ${days} days.`,
    choiceNotOffered: 'The post does not offer this choice.',
    problemOver: 'This problem is over; please use the latest post about the host or service.',
    alreadyInDowntime: 'Already in downtime. Cancel that downtime first to schedule another.',
    notInDowntime: 'There is no downtime to cancel.',
    downtimeNotListed: 'openITCOCKPIT does not list this downtime yet; please try again in a moment.',
    noActiveChecks: 'openITCOCKPIT does not check this object actively, so it cannot be rechecked from here.',
    inDowntimeUntil: (when: string) => `in downtime until ${when}`,
    downtimePlanned: (from: string, until: string) => `downtime from ${from} until ${until}`,
    under: {
        schedule_downtime: (who) => `downtime is being scheduled for ${who}…`,
        cancel_downtime: (who) => `downtime is being cancelled for ${who}…`,
        recheck: (who) => `being rechecked for ${who}…`,
    } satisfies Readonly<Record<'schedule_downtime' | 'cancel_downtime' | 'recheck', (who: string) => string>>,
    /** The core would drop it sooner. */
    recheckWaits: (who: string, seconds: number) => `being rechecked for ${who}: checks in ${seconds} s…`,
    downtimeScheduled: (who: string, from: string, until: string, comment: string) =>
        `${who} scheduled a downtime from ${from} until ${until}: ${comment}`,
    downtimeStarted: (who: string, until: string, comment: string) =>
        `${who} put it into downtime until ${until}: ${comment}`,
    /** Some services do not show what their host shows. @param others how many more there are than names */
    servicesMissing: (missing: number, all: number, names: readonly string[], others: number) =>
        `${missing} of ${all} services ${missing === 1 ? 'does' : 'do'} not show it: ${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}.`,
    servicesStillAcknowledged: (missing: number, all: number, names: readonly string[], others: number) =>
        `${missing} of ${all} services ${missing === 1 ? 'is' : 'are'} still acknowledged: ${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}.`,
    removedOnHostOnly: (sentence: string) => `openITCOCKPIT removed the acknowledgement of the host, but ${sentence}`,
    onHostOnly: (sentence: string) => `openITCOCKPIT confirmed it for the host, but ${sentence}`,
    downtimeConfirmed: 'openITCOCKPIT confirmed your downtime.',
    downtimeOver: 'Its end has already passed.',
    downtimeFailed: 'Your downtime was not scheduled',
    cancelFailed: 'The downtime was not cancelled',
    recheckFailed: 'Not rechecked',
    downtimeNotSeen: (seconds: number) =>
        `openITCOCKPIT accepted the downtime but did not show it within ${seconds} s: check that its command queue and monitoring core are running, then try again.`,
    downtimeCancelled: (who: string) => `${who} cancelled the downtime.`,
    downtimesCancelled: (who: string, running: number, planned: number) => {
        const some = (count: number, kind: string) =>
            count === 1 ? `the ${kind} downtime` : `${count} ${kind} downtimes`;
        const parts = [running > 0 ? some(running, 'running') : '', planned > 0 ? some(planned, 'planned') : ''];
        return `${who} cancelled ${parts.filter(Boolean).join(' and ')}.`;
    },
    cancelConfirmed: 'openITCOCKPIT confirmed that the downtime has been cancelled.',
    cancelNotSeen: (seconds: number) =>
        `openITCOCKPIT did not show the end of the downtime within ${seconds} s; the downtime is still there.`,
    rechecked: (who: string, state: string) => `Rechecked for ${who}: still ${state}`,
    recheckedChanged: (who: string, before: string, after: string) => `Rechecked for ${who}: ${before} → ${after}`,
    recheckNotSeen: (seconds: number) =>
        `openITCOCKPIT accepted the recheck but showed no new result within ${seconds} s: the check may still be running.`,
};
