import type {catchUp as en} from '../en/catch_up';

const problems = (count: number) => (count === 1 ? '1 Problem' : `${count} Probleme`);

export const catchUp: typeof en = {
    openBefore: (count) => `${problems(count)} ${count === 1 ? 'bestand' : 'bestanden'} schon vorher`,
    untold: (count) => `${problems(count)} ${count === 1 ? 'war' : 'waren'} nicht gemeldet worden`,
    andMore: (count) => `und ${count} weitere`,
    ownPosts: 'Jedes bekommt einen eigenen Beitrag, sobald openITCOCKPIT es wieder meldet.',
    howToAct: (command) => `${command} listet alle auf, jedes mit einer Schaltfläche.`,
};
