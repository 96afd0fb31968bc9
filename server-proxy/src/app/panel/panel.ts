import {MOST_PANEL_ROWS, type PanelAnswer, type PanelCounts} from '#contract';
import {countsOf, markOf, type PanelEntry, rowFor, worstOf} from '../../domain/panel/panel_row';
import type {LinkStyle} from '../../domain/post/links';
import type {Sight} from '../people/visible_to';
import type {Board} from './board';
import type {PanelEvents} from './panel_events';

interface Deps {
    readonly board: Board;
    readonly events: Pick<PanelEvents, 'watches'>;
    /** @throws AppError `forbidden`, `mattermost_*` */
    readonly sightOf: (userId: string) => Promise<Sight>;
    readonly openitcockpitUrl: string;
    readonly linkStyle: () => LinkStyle;
    /** Distinguishes this board from those of other nodes and of earlier processes. */
    readonly boardId: string;
}

interface Seen {
    readonly sight: Sight;
    readonly entries: readonly PanelEntry[];
    readonly counts: PanelCounts;
}

/** What a person sees in the panel. */
export class Panel {
    constructor(private readonly deps: Deps) {}

    /** @throws AppError `forbidden`, `mattermost_*` */
    async counts(userId: string): Promise<PanelCounts> {
        return (await this.look(userId)).counts;
    }

    /**
     * @param known revision of an earlier answer, whose changes since then are enough; empty: none
     * @throws AppError `forbidden`, `mattermost_*`
     */
    async answer(userId: string, known: string): Promise<PanelAnswer> {
        const {sight, entries, counts} = await this.look(userId);
        const {board} = this.deps;
        const revision = this.revisionFor(sight);
        const [change = '', mark = ''] = known.split('.');
        const changes = mark !== '' && known.endsWith(markIn(revision)) ? board.since(Number(change)) : undefined;
        const leftOut = Math.max(0, entries.length - MOST_PANEL_ROWS);
        // Where not all fit in, a change may bring in others.
        if (!changes || (leftOut > 0 && known !== revision)) {
            const rows = worstOf(entries, MOST_PANEL_ROWS).map((entry) => this.rowFor(entry, sight));
            return {revision, whole: true, rows, gone: [], left_out: leftOut, counts};
        }
        const seen = changes.changed.filter((entry) => sight.sees(entry));
        const keys = new Set(seen.map(({key}) => key));
        const gone = changes.left.filter(({key, past}) => !keys.has(key) && past.some((places) => sight.sees(places)));
        return {
            revision,
            whole: false,
            rows: seen.map((entry) => this.rowFor(entry, sight)),
            gone: gone.map(({key}) => key),
            left_out: leftOut,
            counts,
        };
    }

    private async look(userId: string): Promise<Seen> {
        const {board, events, sightOf} = this.deps;
        const [sight] = await Promise.all([sightOf(userId), board.ready()]);
        if (sight.everything) {
            events.watches(userId);
        }
        await sight.learn(board.channels);
        const entries = board.entries().filter((entry) => sight.sees(entry));
        return {sight, entries, counts: countsOf(entries, userId)};
    }

    /** Another one as soon as the person sees other channels, or anything has changed. */
    private revisionFor(sight: Sight): string {
        const {board, boardId, linkStyle} = this.deps;
        const channels = sight.everything ? ['*'] : [...board.channels].filter(sight.isIn).sort();
        return `${board.newest}.${markOf([boardId, linkStyle(), ...channels])}`;
    }

    private rowFor(entry: PanelEntry, sight: Sight) {
        const {openitcockpitUrl, linkStyle} = this.deps;
        return rowFor(entry, {userId: sight.userId, sees: sight.isIn, openitcockpitUrl, linkStyle: linkStyle()});
    }
}

const markIn = (revision: string): string => revision.slice(revision.indexOf('.'));
