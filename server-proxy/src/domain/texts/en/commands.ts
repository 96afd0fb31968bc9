import type {ActionKind} from '../../action/action_request';

type OtherAction =
    | 'hand_over'
    | 'subscribe'
    | 'change_subscription'
    | 'unsubscribe'
    | 'import_subscriptions'
    | 'schedule_handover';

/** Words of the slash command and of the audit that it shows. */
export const commands = {
    description: 'openITCOCKPIT alerts',
    problems: 'unhandled problems, with buttons',
    problemsHint: '[name] [state] [page 2]',
    problemsHelp: 'Part of a host or service name, a state such as critical, page 2; leave empty for all',
    acknowledged: 'what is acknowledged: by whom, since when and until when, the oldest first',
    acknowledgedHint: '[name] [old] [page 2]',
    acknowledgedHelp: 'part of a host or service name; old: only what is old; page 2; leave empty for all',
    showHost: 'state of a host, with buttons while it has a problem',
    showHostHint: '<host>',
    showHostHelp: 'Name of the host, or part of it',
    showService: 'the same for a service',
    showServiceHint: '<service> [on host]',
    showServiceHelp: 'Name of the service, or part of it; then on and the host if several hosts have it',
    ack: 'acknowledges every problem that matches, after showing which',
    recheck: 'checks every problem that matches now, after showing which',
    unack: 'removes the acknowledgements of every problem that matches, after showing which',
    downtime: 'puts everything that matches into downtime, after showing what',
    bulkHint: '[name] [state] [host:web01]',
    bulkHelp:
        'Part of a host or service name, a state such as critical, or host: and a name for a host with its services',
    details: 'all about a host or service: before, now, and around it',
    explain: 'why a host or service has a post, or none: what was heard, who wants it, what was posted',
    explainHint: '<host> [service]',
    explainHelp: 'Name of the host; then the name of the service, if it is about one',
    status: 'whether openITCOCKPIT is reachable, and what is wrong if it is not',
    statusNotForGuests: 'Guests cannot see the status: it names addresses and channels.',
    version: 'version of this plugin and of openITCOCKPIT',
    doctor: 'checks the connection from end to end and names what is broken; for administrators',
    doctorHost: 'Name of a host: openITCOCKPIT sends all its contacts a real notification; leave empty for none',
    doctorStarted: 'Doctor is running; you will get its report as a direct message.',
    setup: 'shows administrators the next step of the set-up',
    setupHelp:
        'Leave empty for the next step; or channel, commands, safe, curl, apply, replace, export, undo, lines, network',
    connect: 'lets you act with your own openITCOCKPIT API key, which a dialog asks for; disconnect deletes it',
    disconnect: 'deletes your openITCOCKPIT API key here',
    audit: 'who did what recently, on all hosts or on one',
    support: 'settings without secrets, versions, recent errors; for administrators',
    supportSent: 'You will get the support packet as a direct message.',
    supportPacket:
        'Support packet: settings without secrets, versions, health, recent warnings and errors. It may contain names of hosts and people: read it before you pass it on.',
    supportForAdministrators: 'Only Mattermost system administrators can get the support packet.',
    help: 'this text',
    host: '[host]',
    hostHelp: 'Name of the host; leave empty for all',
    notReachedYet: 'not reached yet',
    unknownWord: (word: string) => `Unknown word "${word}".`,
    notNow: 'The plugin is not ready, because settings are wrong or missing: `/openitcockpit status` says which.',
    auditTitle: (host: string | undefined) => (host === undefined ? 'Latest actions' : `Latest actions on ${host}`),
    auditEmpty: 'There are no actions to show.',
    columns: ['When', 'Who', 'What', 'Where', 'Result', 'Comment or reason'] as readonly [
        when: string,
        who: string,
        what: string,
        where: string,
        result: string,
        said: string,
    ],
    post: 'post',
    actions: {
        acknowledge: 'acknowledge',
        remove_acknowledgement: 'remove acknowledgement',
        schedule_downtime: 'schedule downtime',
        cancel_downtime: 'cancel downtime',
        recheck: 'recheck',
        replace_comment: 'save comment',
        hand_over: 'hand over',
        subscribe: 'subscribe channel',
        change_subscription: 'change subscription',
        unsubscribe: 'unsubscribe channel',
        import_subscriptions: 'import subscriptions',
        schedule_handover: 'schedule hand-over',
    } satisfies Readonly<Record<ActionKind | OtherAction, string>>,
    /** Results that are not here are shown as they are. */
    results: {
        extended: 'extended',
        ended: 'its end came',
        asked: 'requested',
        accepted: 'accepted',
        declined: 'declined',
        queued: 'waiting for openITCOCKPIT',
        confirmed: 'confirmed',
        partly: 'confirmed in part',
        elsewhere: 'done by someone else',
        recovered: 'recovered first',
        not_confirmed: 'not confirmed',
        not_sent: 'not sent',
        replaced: 'post replaced',
        removed: 'confirmed',
        gone: 'nothing left to do',
        refused: 'refused',
    } as Readonly<Record<string, string>>,
};
