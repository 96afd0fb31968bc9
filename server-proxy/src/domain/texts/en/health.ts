const waiting = (queued: number) => (queued === 1 ? '1 action is queued' : `${queued} actions are queued`);

/** Words of the health report and of `/openitcockpit status`. */
export const health = {
    status: {up: 'up', degraded: 'degraded', misconfigured: 'misconfigured'} satisfies Readonly<
        Record<'up' | 'degraded' | 'misconfigured', string>
    >,
    rightsMissing: (user: string, rights: string) =>
        `The openITCOCKPIT user ${user} lacks the rights ${rights}: add them in openITCOCKPIT › User roles.`,
    circuitOpen: (queued: number) =>
        `openITCOCKPIT failed several times in a row and is retried every few seconds (circuit breaker open); ${waiting(queued)}.`,
    queued: (queued: number) => `openITCOCKPIT could not be reached; ${waiting(queued)} and will be sent.`,
    notStored: (code: string) => `The alert store cannot be written (${code}): check the disk of DATA_FOLDER.`,
    damagedFiles: (count: number, files: string) =>
        `Stored records could not be read (${count}) and were set aside in DATA_FOLDER: look at ${files}, then move what was set aside away.`,
    damagedKeys: (count: number) =>
        `Stored records could not be read (${count}) and were set aside in the plugin's key-value table: send the support packet to whoever helps you.`,
    compared: (at: string, counts: string, seconds: string) =>
        `Open posts compared with openITCOCKPIT at ${at} UTC: ${counts}, ${seconds} s`,
    counts: (open: number, healed: number) => `${open} open, ${healed} brought up to date`,
    /** Added to the counts. */
    notVisible: (count: number) => `, ${count} not visible to the API key`,
    /** Added to `compared`. */
    endedEarly: (why: string) => `; it ended early: ${why}`,
    heartbeat: (ago: string) => `Last heartbeat from openITCOCKPIT: ${ago} ago`,
    neverNotified: 'No notification from openITCOCKPIT so far',
    read: (ago: string) => `Last successful reading of openITCOCKPIT: ${ago} ago`,
    neverRead: 'No successful reading of openITCOCKPIT so far',
    streamUp: (since: string) => `The event stream has been open since ${since} UTC`,
    streamAway: (since: string, why: string) => `The event stream has been away since ${since} UTC: ${why}`,
    lastEvent: (ago: string) => `Last event of openITCOCKPIT's stream: ${ago} ago`,
    behind: (count: number, duration: string) => `Posts that do not show the latest yet: ${count}, for ${duration}`,
    notified: (ago: string) => `Last notification from openITCOCKPIT: ${ago} ago`,
};
