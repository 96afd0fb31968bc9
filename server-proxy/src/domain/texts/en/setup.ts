const listed = (items: readonly string[]): string => items.map((item) => `\`${item}\``).join(', ');

/** What set-up says to the administrator it leads. */
export const setup = {
    forAdministrators: 'Only system administrators may set this up.',
    busy: 'Somebody is setting up at this moment. Nothing was done; look again with `/openitcockpit setup`.',
    led: (name: string) =>
        `@${name} leads this set-up. They can hand it over with \`/openitcockpit setup handover @you\`, or you take it with \`/openitcockpit setup takeover\`.`,
    noSuchUser: (name: string) => `Mattermost knows no user @${name}.`,
    notAdministrator: (name: string) => `@${name} is not a system administrator, so the set-up stays with you.`,
    noContainer:
        'The API user may create contacts in no container: give that user write permission on a container in openITCOCKPIT.',
    noTimePeriod: (container: string) =>
        `openITCOCKPIT has no time period in ${container}: create one there (usually 24x7), then try again.`,
    rightsMissing: (rights: readonly string[]) =>
        `The role of the API user in openITCOCKPIT lacks ${listed(rights)}: add them and save the role, or copy the lines by hand (\`/openitcockpit setup lines\`).`,
    otherType: (name: string) =>
        `openITCOCKPIT has a command \`${name}\` that is no notification command: rename it there. Nothing was changed.`,
    clash: (names: readonly string[]) =>
        `openITCOCKPIT has ${listed(names)} with another content. Nothing was changed: keep yours under another name, or replace the content with \`/openitcockpit setup replace\`.`,
    contactClash: (name: string) =>
        `openITCOCKPIT has a contact \`${name}\` that does not use our commands. Nothing was changed: add the two commands to it there, or rename it.`,
    notKept: 'openITCOCKPIT said yes, but does not show what was asked for: look at the commands and contacts there.',
    nothingToUndo: 'Set-up has made nothing, so there is nothing to undo.',
    /** What to type next. */
    next: {
        apply: 'Do it with `/openitcockpit setup apply`.',
        export: 'Export with `/openitcockpit setup export`.',
        undo: 'Take back what set-up made with `/openitcockpit setup undo`.',
        otherForm:
            'The lines call the program on the openITCOCKPIT server (`/openitcockpit setup safe`) or nothing but curl (`/openitcockpit setup curl`).',
    } satisfies Readonly<Record<'apply' | 'export' | 'undo' | 'otherForm', string>>,
    unknownWord: (word: string) =>
        `Set-up does not know "${word}": apply, replace, export, undo, lines, takeover, handover @user, safe or curl.`,
    title: '#### Set up openITCOCKPIT for Mattermost',
    tokenMissing:
        ':warning: There is no notification token: press **Regenerate** beside it in the System Console, and save.',
    tokenReady: ':white_check_mark: There is a notification token. No incoming webhook is needed.',
    planTitle: '**In openITCOCKPIT** (a plan; nothing was changed)',
    create: (what: string) => `:heavy_plus_sign: ${what} will be created`,
    present: (what: string) => `:white_check_mark: ${what} is there`,
    different: (what: string) => `:warning: ${what} is there with another content`,
    command: (name: string) => `Notification command \`${name}\``,
    contact: (name: string, container: string, timePeriod: string) =>
        `Contact \`${name}\` (container ${container}, time period ${timePeriod})`,
    builtin: (names: readonly string[]) =>
        `:information_source: ${listed(names)} of openITCOCKPIT's own Mattermost module stay as they are. Do not use both with one contact: each problem would be posted twice.`,
    done: '**In openITCOCKPIT**: commands and contact are there, read back.',
    copyTitle: (rights: readonly string[]) =>
        `**In openITCOCKPIT, by hand**, because the role of the API user lacks ${listed(rights)}:`,
    copySteps: ({host, service, contact}: {host: string; service: string; contact: string}) =>
        `1. **Commands › New**: type *notification command*, name \`${host}\`, with the first line; \`${service}\` with the second.\n2. **Contacts › New**: name \`${contact}\`, any phone number, time period 24x7, both commands, all options ticked.\n3. **Refresh monitoring configuration** (export).`,
    exportMissing: (rights: readonly string[]) =>
        `The role of the API user lacks ${listed(rights)}: export in openITCOCKPIT by **Refresh monitoring configuration**.`,
    exportRunning: ':hourglass: openITCOCKPIT is exporting.',
    exportLaunched: ':hourglass: The export was started. Look again with `/openitcockpit setup` in a minute.',
    exportSucceeded: ':white_check_mark: The last export succeeded.',
    exportFailed:
        ':warning: The last export failed: openITCOCKPIT shows why under **Refresh monitoring configuration**.',
    exportNeeded: 'Nothing reaches the monitoring before an export.',
    fileTitle: (path: string) => `**On the openITCOCKPIT server**, \`${path}\` (owner \`nagios\`, mode 600):`,
    directions:
        '**Which way must be open?** openITCOCKPIT → Mattermost for notifications, Mattermost → openITCOCKPIT for actions. Test each on the machine it starts from; any HTTP status is a yes, a time-out or *refused* is a no:',
    attach: (contact: string) =>
        `Last step, in openITCOCKPIT: put the contact \`${contact}\` at your hosts, services or their templates, and export. Then prove it with \`/openitcockpit doctor\`.`,
    handedOver: (from: string) => `@${from} handed the set-up over to you.`,
    handedOverTo: (name: string) => `@${name} leads the set-up now and has been told.`,
    undone: {
        removed: (name) => `\`${name}\` was removed.`,
        restored: (name) => `\`${name}\` has its former content again.`,
        archived: (name) => `Channel \`${name}\` was archived.`,
        written: (name) =>
            `Channel \`${name}\` stays, because somebody wrote there: archive it in Mattermost when nobody needs it.`,
        gone: (name) => `\`${name}\` was not there any more.`,
        changed: (name) => `\`${name}\` stays, because somebody changed it.`,
        used: (name) =>
            `\`${name}\` stays, because something in openITCOCKPIT uses it: take it out there, then undo again.`,
    } satisfies Readonly<
        Record<'removed' | 'restored' | 'archived' | 'gone' | 'changed' | 'used' | 'written', (name: string) => string>
    >,
};
