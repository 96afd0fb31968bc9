import type {catchUp as en} from '../en/catch_up';

const problems = (count: number) => (count === 1 ? '1 Problem' : `${count} Probleme`);

export const catchUp: typeof en = {
    openBefore: (count) => `${problems(count)} ${count === 1 ? 'bestand' : 'bestanden'} schon vorher`,
    untold: (count) => `${problems(count)} ${count === 1 ? 'war' : 'waren'} nicht gemeldet worden`,
    cameAndWent: (count, from, to) =>
        `${problems(count)} zwischen ${from} und ${to} unbemerkt aufgetreten und wieder behoben`,
    was: (name, state, lasting) => `${name} war ${state} ${lasting}`,
    wasOften: (name, state, times, lasting) => `${name} war ${times}-mal ${state}, zuletzt ${lasting}`,
    fromTo: (from, to) => `von ${from} bis ${to}`,
    andMore: (count) => `und ${count} weitere`,
    choose: 'Problem auswählen',
    howToChoose: 'Wählen Sie ein Problem aus, um ihm in diesem Kanal einen eigenen Beitrag mit Schaltflächen zu geben.',
    menuIsFull: (more) =>
        `Das Menü enthält die schwerwiegendsten; ${more} ${more === 1 ? 'weiteres fehlt' : 'weitere fehlen'} darin.`,
    ownPosts: 'Jedes bekommt einen eigenen Beitrag, sobald openITCOCKPIT es wieder meldet.',
    howToAct: (command) => `${command} listet alle auf, jedes mit einer Schaltfläche.`,
};
