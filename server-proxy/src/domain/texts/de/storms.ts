import type {storms as en} from '../en/storms';

const problems = (count: number) => (count === 1 ? '1 Problem' : `${count} Probleme`);

export const storms: typeof en = {
    title: (count, since) => `Störungswelle: ${problems(count)} seit ${since}`,
    over: (count, since, until) => `Die Störungswelle ist vorbei: ${problems(count)} zwischen ${since} und ${until}`,
    openOf: (open, total) => `${open} von ${total} noch offen`,
    allRecovered: (total) => (total === 1 ? 'es ist behoben' : `alle ${total} sind behoben`),
    recovered: (count) => `${count} behoben`,
    moved: (count) => (count === 1 ? '1 hat einen eigenen Beitrag' : `${count} haben eigene Beiträge`),
    states: 'Nach Zustand',
    handled: 'In Bearbeitung',
    acknowledged: (count, open) => `${count} von ${open} bestätigt`,
    underWay: (count) => `${count} ${count === 1 ? 'wird' : 'werden'} gerade bestätigt`,
    inDowntime: (count) => `${count} in Wartungszeit`,
    failed: (count) => `${count} nicht übernommen: bitte erneut bestätigen`,
    pressedBy: (who, count) => `${who} hat „Alle bestätigen“ für ${problems(count)} angeklickt`,
    worst: (shown, open) => (shown < open ? `Die ${shown} schwerwiegendsten von ${open}` : 'Noch offen'),
    hosts: 'Hosts mit den meisten Problemen',
    onHosts: (count) => (count === 1 ? '1 Host' : `${count} Hosts`),
    noOwnPosts: 'So viele neue Probleme auf einmal teilen sich diesen Beitrag.',
    leftListed: 'Was übrig ist, bleibt in dieser Liste.',
    leftPosted: 'Was übrig ist und niemand bearbeitet, bekommt eigene Beiträge, einige pro Minute.',
    acknowledgeAll: 'Alle bestätigen',
    showList: 'Liste anzeigen',
    nextPage: 'Nächste Seite',
    dialogTitle: 'Alle bestätigen',
    dialogIntro: (count) => `${problems(count)} dieser Störungswelle, die noch niemand bestätigt hat`,
    nothingLeft:
        'Es ist nichts mehr zu bestätigen: Was noch offen ist, ist schon bestätigt oder gerade behoben worden.',
    nothingOpen: 'Aus dieser Störungswelle ist nichts mehr offen.',
    isGone: 'Diese Störungswelle ist vorbei, und ihre Liste ist leer.',
    list: (open, page, pages) =>
        `**${problems(open)} in dieser Störungswelle**${pages > 1 ? ` (Seite ${page} von ${pages})` : ''}`,
    consequences: 'Folgen',
    consequencesOf: (count, worst, more) => `${problems(count)}: ${worst}${more > 0 ? ` und ${more} weitere` : ''}`,
};
