const listed = (items: readonly string[]): string => items.map((item) => `\`${item}\``).join(', ');

/** What set-up says to the administrator it guides. */
export const setup = {
    forAdministrators: 'Only system administrators may run set-up.',
    busy: 'Somebody is running set-up at the moment. Nothing was done; check again with `/openitcockpit setup`.',
    noContainer:
        'The API user may not create contacts in any container: give that user write permission on a container in openITCOCKPIT.',
    noTimePeriod: (container: string) =>
        `openITCOCKPIT has no time period in ${container}: create one there (usually 24x7), then try again.`,
    rightsMissing: (rights: readonly string[]) =>
        `The API user's role in openITCOCKPIT lacks ${listed(rights)}: add them and save the role, or copy the lines by hand (\`/openitcockpit setup lines\`).`,
    otherType: (name: string) =>
        `openITCOCKPIT has a command \`${name}\` that is not a notification command: rename it there. Nothing was changed.`,
    clash: (names: readonly string[]) =>
        `openITCOCKPIT has ${listed(names)} with different content. Nothing was changed: keep yours under another name, or replace the content with \`/openitcockpit setup replace\`.`,
    contactClash: (name: string) =>
        `openITCOCKPIT has a contact \`${name}\` that does not use our commands. Nothing was changed: add the two commands to it there, or rename it.`,
    notKept:
        'openITCOCKPIT reported success, but does not show what was asked for: check the commands and contacts there.',
    nothingToUndo: 'Set-up has not created anything, so there is nothing to undo.',
    /** What to do next about notification commands; `settings`: where they are. */
    next: {
        token: (settings) =>
            `press **Regenerate** beside *Notification token* (section *Other ways*), copy the token and save: ${settings}.`,
        replace: 'keep yours under another name, or press **Replace the content** (`/openitcockpit setup replace`).',
        apply: 'press **Apply** (`/openitcockpit setup apply`).',
        byHand: (attach) => `press **Lines to copy** and create what it shows in openITCOCKPIT. ${attach}`,
        export: (attach) =>
            `create the file that **Lines to copy** shows on the openITCOCKPIT server. ${attach} Then press **Export** (\`/openitcockpit setup export\`).`,
        wait: 'wait until openITCOCKPIT has exported. This message shows when it has.',
        test: 'press **Test everything**, or have a real notification sent: `/openitcockpit doctor <host>`.',
        otherForm:
            'The lines can call the program on the openITCOCKPIT server (**Use the program**) or just curl (**Use only curl**).',
    } satisfies Readonly<
        Record<'replace' | 'apply' | 'wait' | 'test' | 'otherForm', string> &
            Record<'token' | 'byHand' | 'export', (text: string) => string>
    >,
    unknownWord: (word: string) =>
        `Set-up does not know "${word}": channel, commands, safe, curl, apply, replace, export, undo, lines or network.`,
    title: '#### Set up openITCOCKPIT for Mattermost',
    tokenMissing:
        ':warning: There is no notification token: press **Regenerate** next to it in the System Console, and save.',
    tokenReady: ':white_check_mark: There is a notification token. No incoming webhook is needed.',
    planTitle: '**In openITCOCKPIT** (a plan; nothing was changed)',
    create: (what: string) => `:heavy_plus_sign: ${what} will be created`,
    present: (what: string) => `:white_check_mark: ${what} exists`,
    different: (what: string) => `:warning: ${what} exists with different content`,
    command: (name: string) => `Notification command \`${name}\``,
    contact: (name: string, container: string, timePeriod: string) =>
        `Contact \`${name}\` (container ${container}, time period ${timePeriod})`,
    lacks: (contact: string, containers: readonly string[]) =>
        `:warning: Hosts in ${containers.join(', ')} cannot use the contact \`${contact}\`, because it is not in that container: add it to the contact in openITCOCKPIT.`,
    /** @param more how many hosts are not named; there may be others as well unless `isAll` */
    beyond: (contact: string, hosts: readonly string[], more: {readonly count: number; readonly isAll: boolean}) =>
        `:warning: These hosts and their services cannot use the contact \`${contact}\`, because it works only in its containers and below: ${hosts.join(', ')}${more.count > 0 ? ` and ${more.isAll ? '' : 'at least '}${more.count} more` : ''}. Ask an administrator of \`/root\` to run set-up, or give the API user write permission on their containers.`,
    builtin: (names: readonly string[]) =>
        `:information_source: ${listed(names)} from openITCOCKPIT's own Mattermost module stay as they are. Do not use both for the same contact: every problem would be posted twice.`,
    done: '**In openITCOCKPIT**: the commands and the contact exist (read back).',
    copyTitle: (rights: readonly string[]) =>
        `**In openITCOCKPIT, by hand**, because the API user's role lacks ${listed(rights)}.`,
    copySteps: ({host, service, contact}: {host: string; service: string; contact: string}) =>
        `1. **Commands › New**: type *notification command*, name \`${host}\`, with the first line; \`${service}\` with the second.\n2. **Contacts › New**: name \`${contact}\`, any phone number, time period 24x7, both commands, all options ticked.\n3. **Refresh monitoring configuration** (export).`,
    exportMissing: (rights: readonly string[]) =>
        `The API user's role lacks ${listed(rights)}: export in openITCOCKPIT with **Refresh monitoring configuration**.`,
    exportRunning: ':hourglass: openITCOCKPIT is exporting.',
    exportLaunched:
        ':hourglass: The export has been started. The set-up message shows when openITCOCKPIT has finished it.',
    exportSucceeded: ':white_check_mark: The last export succeeded.',
    exportFailed:
        ':warning: The last export failed: openITCOCKPIT shows why under **Refresh monitoring configuration**.',
    exportNeeded: 'Nothing takes effect in monitoring until it is exported.',
    fileTitle: (path: string) => `**On the openITCOCKPIT server**, \`${path}\` (owner \`nagios\`, mode 600):`,
    directions:
        '**Which directions must be open?** openITCOCKPIT → Mattermost for notifications, Mattermost → openITCOCKPIT for actions. Test each on the machine it starts from; any HTTP status means yes, a timeout or *refused* means no:',
    attach: (contact: string) =>
        `In openITCOCKPIT, assign the contact \`${contact}\` to your hosts, services or their templates.`,
    undone: {
        removed: (name) => `\`${name}\` was removed.`,
        restored: (name) => `\`${name}\` has its previous content again.`,
        archived: (name) => `Channel \`${name}\` was archived.`,
        written: (name) =>
            `Channel \`${name}\` stays, because somebody has written there: archive it in Mattermost once nobody needs it.`,
        gone: (name) => `\`${name}\` no longer existed.`,
        changed: (name) => `\`${name}\` stays, because somebody has changed it.`,
        used: (name) =>
            `\`${name}\` stays, because something in openITCOCKPIT uses it: remove it from there, then undo again.`,
    } satisfies Readonly<
        Record<'removed' | 'restored' | 'archived' | 'gone' | 'changed' | 'used' | 'written', (name: string) => string>
    >,
};
