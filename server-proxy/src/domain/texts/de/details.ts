import type {details as en} from '../en/details';

export const details: typeof en = {
    how: 'Wovon? `/openitcockpit details web01` oder `/openitcockpit details web01 Ping`',
    hostsHaveNoCurves: 'openITCOCKPIT speichert Performancedaten von Services, nicht von Hosts.',
    beginUnknown:
        'openITCOCKPIT zeigt nicht, wann das Problem begann, oder in einem Datumsformat, das sich nicht lesen lässt.',
    titles: {
        now: 'Jetzt',
        before: 'Früher',
        changes: 'Zustandswechsel',
        notified: 'Benachrichtigt',
        said: 'Letzte Bestätigung',
        relatives: 'Hosts und Services im Umfeld',
        elsewhere: 'Gleicher Check auf anderen Hosts',
        together: 'In denselben fünf Minuten',
        configuration: 'Konfigurationsänderungen in der Stunde davor',
    },
    relations: {host: 'sein Host', parent: 'Parent-Host', child: 'Child-Host', service: 'Service'},
    state: (state: string, since: string) => (since === '' ? state : `${state} seit ${since}`),
    checked: (when: string) => `geprüft ${when}`,
    never: 'kein Problem in den letzten 30 Tagen',
    once: (length: string) => `1 Problem in den letzten 30 Tagen, vorbei nach ${length}`,
    often: (count: string, median: string, longest: string) =>
        `${count} in den letzten 30 Tagen, die Hälfte davon binnen ${median} vorbei, das längste nach ${longest}`,
    times: (count: number, atLeast: boolean) => `${atLeast ? 'mindestens ' : ''}${count} Probleme`,
    soft: 'Soft',
    noChanges: 'keine in den letzten 30 Tagen',
    nobody: 'niemand in den letzten 30 Tagen',
    nothingSaid: 'keine in den letzten 30 Tagen',
    noRelatives: 'keiner davon hat ein Problem',
    elsewhereCount: (bad: number, total: number) =>
        bad === 0
            ? `in Ordnung auf ${total === 1 ? '1 anderen Host' : `allen ${total} anderen`}`
            : `${bad} von ${total} haben ein Problem`,
    notAll: 'es gibt mehr, als gelesen wurden',
    onlyHere: 'kein anderer Host, den Sie sehen dürfen, hat ihn',
    nothingElse: 'nichts anderes, was Sie sehen dürfen',
    noConfiguration: 'keine',
    changed: {add: 'angelegt', copy: 'kopiert', edit: 'geändert', delete: 'gelöscht'},
    by: (author: string) => `von ${author}`,
    more: (count: number) => `und ${count} weitere`,
    from: {
        page: 'openITCOCKPIT: Status',
        stateHistory: 'openITCOCKPIT: Zustandshistorie',
        notifications: 'openITCOCKPIT: Benachrichtigungen',
        acknowledgements: 'openITCOCKPIT: Bestätigungen',
        lists: 'openITCOCKPIT: Hosts und Services',
        changelog: 'openITCOCKPIT: Änderungsprotokoll',
        posts: 'die Probleme in Ihren Kanälen',
    },
    readAt: (when: string) => `Stand: ${when}`,
    drawing: 'Der Graph wird gezeichnet; er kommt in den Thread.',
    noGraph: (why: string) => `Der Graph ließ sich nicht zeigen. ${why}`,
    noCurves: 'openITCOCKPIT hat für diese Zeit keine Performancedaten dieses Service.',
    graph: 'Performancedaten',
    fromGraph: 'openITCOCKPIT: Graphdaten',
    noPoints: 'keine Werte für diese Zeit',
    curve: (name: string, last: string, lowest: string, highest: string) =>
        `${name}: ${last}, zwischen ${lowest} und ${highest}`,
    warningAt: (bounds: string) => `Warnung bei ${bounds}`,
    criticalAt: (bounds: string) => `kritisch bei ${bounds}`,
};
