/** What set-up says about Mattermost: the default channel, and its direct message. */
export const setupChat = {
    /** What was found, and what will be done. `wanted`: the value of the setting. */
    channel: {
        unset: (example: string) =>
            `There is no default channel: fill in *Default channel* in the System Console, as team/channel, e.g. \`${example}\`. If the channel does not exist yet, it will be created.`,
        present: (wanted: string) => `Alerts go to \`${wanted}\`.`,
        join: (wanted: string) => `Alerts go to \`${wanted}\`; the bot will join it.`,
        create: (wanted: string) => `The public channel \`${wanted}\` will be created, and the bot will join it.`,
        archived: (wanted: string) =>
            `The default channel \`${wanted}\` is archived: unarchive it (**System Console › Channels**), or enter another one in *Default channel*.`,
        deleted: (wanted: string) =>
            `The default channel \`${wanted}\` was deleted: enter another one in *Default channel* in the System Console.`,
        unreadable: (wanted: string) =>
            `*Default channel* is \`${wanted}\`, which is not a valid channel: write team/channel in lower case, as in the channel's link.`,
        team_missing: (wanted: string, team: string) =>
            `*Default channel* is \`${wanted}\`, but Mattermost has no team \`${team}\`: write the team's name as in its link.`,
    },
    nothingChanged: 'Nothing was changed.',
    channelNotKept:
        'Mattermost reported success, but does not show the channel with the bot in it: check the channel there.',
    button: {
        apply: 'Apply',
        replace: 'Replace the content',
        export: 'Export',
        undo: 'Undo',
        lines: 'Lines to copy',
        safe: 'Use the program',
        curl: 'Use only curl',
        channel: 'Prepare the channel',
        test: 'Test everything',
        look: 'Check again',
        commands: 'Notification commands…',
        check: 'Check again',
        back: 'Back',
        network: 'Network',
    },
    /** `link`: of the direct message; empty when Mattermost does not know its own address. */
    wrote: (link: string) =>
        link === '' ? 'I have sent you a direct message.' : `I have sent you a [direct message](${link}).`,
};
