import type {panel as en} from '../en/panel';

export const panel: typeof en = {
    notThere: 'Dieses Problem ist vorbei, oder es gehört zu keinem Ihrer Kanäle.',
    noAction: 'Von dieser Aktion ist nichts mehr bekannt: Sehen Sie sich die Probleme selbst an.',
};
