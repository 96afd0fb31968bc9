import type {Curves, Details} from '#contract';

export const detailsAnswer = (changes: Partial<Details> = {}): Details => ({
    parts: [
        {
            id: 'now',
            title: 'Now',
            from: 'openITCOCKPIT: status',
            text: 'CRITICAL since 24 Nov 2026',
            lines: [],
            output: 'lost 40%\nof all packets',
        },
        {
            id: 'changes',
            title: 'State changes',
            from: 'openITCOCKPIT: state history',
            text: '',
            lines: ['10:31: CRITICAL', '10:30: WARNING (soft)', '10:30: WARNING (soft)'],
        },
        {
            id: 'configuration',
            title: 'Configuration changes in the hour before',
            from: 'openITCOCKPIT: changelog',
            text: 'The API key lacks the right Changelogs › index.',
            lines: [],
            missing: true,
        },
    ],
    note: 'As of 24 Nov 2026, 10:32',
    ...changes,
});

export const curvesAnswer = (changes: Partial<Curves> = {}): Curves => ({
    title: 'Performance data',
    from: 'openITCOCKPIT: graph data',
    text: '',
    curves: [
        {
            label: 'rta: 3 ms, between 1 ms and 9 ms; warning at 8 ms; critical at 500 ms',
            warning: [7],
            // 500 ms is so far away that the curve would be flat.
            critical: [],
            strokes: ['0,56 150,0 160,20', '200,56 300,28'],
        },
    ],
    ...changes,
});
