/** What set-up says about Mattermost: the default channel, and its direct message. */
export const setupChat = {
    /** What is found, and what becomes of it. `wanted`: as the setting says. */
    channel: {
        unset: (example) =>
            `There is no default channel: fill in *Default channel* in the System Console, as team/channel, e.g. \`${example}\`. One that does not exist yet will be created.`,
        present: (wanted) => `Alerts go to \`${wanted}\`.`,
        join: (wanted) => `Alerts go to \`${wanted}\`; our bot will join it.`,
        create: (wanted) => `The public channel \`${wanted}\` will be created, and our bot will join it.`,
        archived: (wanted) =>
            `The default channel \`${wanted}\` is archived: unarchive it (**System Console › Channels**), or name another one in *Default channel*.`,
        deleted: (wanted) =>
            `The default channel \`${wanted}\` was deleted: name another one in *Default channel* in the System Console.`,
        unreadable: (wanted) =>
            `*Default channel* says \`${wanted}\`, which is no address of a channel: write team/channel in small letters, as in the channel's link.`,
        team_missing: (wanted, team) =>
            `*Default channel* says \`${wanted}\`, but Mattermost has no team \`${team}\`: write the team as in its link.`,
    } satisfies {
        readonly unset: (example: string) => string;
        readonly present: (wanted: string) => string;
        readonly join: (wanted: string) => string;
        readonly create: (wanted: string) => string;
        readonly archived: (wanted: string) => string;
        readonly deleted: (wanted: string) => string;
        readonly unreadable: (wanted: string) => string;
        readonly team_missing: (wanted: string, team: string) => string;
    },
    nothingChanged: 'Nothing was changed.',
    channelNotKept: 'Mattermost said yes, but does not show the channel with our bot in it: look at it there.',
    button: {
        apply: 'Apply',
        replace: 'Replace the content',
        export: 'Export',
        undo: 'Undo',
        lines: 'Lines to copy',
        safe: 'Use our program',
        curl: 'Use curl alone',
        look: 'Look again',
        takeover: 'Take over',
        handover: 'Hand over to…',
    },
    /** `link`: of the direct message; empty when Mattermost does not know its own address. */
    wrote: (link: string) =>
        link === '' ? 'I wrote you a direct message.' : `I wrote you a [direct message](${link}).`,
    notYours: 'This message was written to somebody else: type `/openitcockpit setup` to get yours.',
};
