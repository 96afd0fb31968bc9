import type {WebPartReport} from '#contract';
import {asAppError} from '../../domain/errors';
import {type Language, textsOf} from '../../domain/texts';
import type {SeenWebPart, WebPartKind, WebParts} from '../../domain/watch_state';
import type {Clock, Logger} from '../telemetry';
import type {WatchStore} from './watch_store';

/** Every browser reports at its start, and anybody can report as often as they like: most of it is neither stored nor logged. */
const STORED_EVERY_SECONDS = 60;
/** Somebody may have left a browser open that does not report again. */
const OTHER_SHOWN_SECONDS = 3600;

interface WebPartsDeps {
    readonly watchStore: WatchStore;
    readonly clock: Clock;
    readonly logger: Logger;
    /** Of the handler. */
    readonly version: string;
}

/** What Doctor and the health page say about the webapp. `other` and `lacking` may come together. */
export interface WebPartFindings {
    /** The latest that had everything it needs. */
    readonly well?: SeenWebPart;
    /** The latest that had not, unless a later one had. */
    readonly lacking?: SeenWebPart;
    /** One of another version, within the last hour. */
    readonly other?: SeenWebPart;
}

/**
 * The webapp in people's browsers: Mattermost switches one off that fails, without telling anybody, and older web clients do not
 * offer all it needs. Shared by all nodes.
 */
export class WebPartWatch {
    private seen: WebParts = {};
    /** By kind, and by whether an administrator reported it. */
    private readonly storedAt = new Map<string, number>();

    constructor(private readonly deps: WebPartsDeps) {}

    /** Of the handler. */
    get version(): string {
        return this.deps.version;
    }

    /** A browser reported. Never rejects: what cannot be stored is known to this node. */
    async heard(report: WebPartReport, byAdministrator: boolean): Promise<void> {
        const at = Math.floor(this.deps.clock.now() / 1000);
        const kind = report.version === this.version ? (report.lacking.length === 0 ? 'well' : 'lacking') : 'other';
        const known = this.seen[kind];
        // What anybody says does not take the place of an administrator's word.
        if (known?.byAdministrator && !byAdministrator && this.findings()[kind]) {
            return;
        }
        const one = {...report, at, byAdministrator};
        this.seen = {...this.seen, [kind]: one};
        const topic = `${kind} ${byAdministrator}`;
        if (at - (this.storedAt.get(topic) ?? Number.NEGATIVE_INFINITY) < STORED_EVERY_SECONDS) {
            return;
        }
        this.storedAt.set(topic, at);
        if (kind === 'lacking') {
            this.deps.logger.warn('The web part could not register everything', {...one});
        }
        await this.share((state) => ({...state, webParts: {...state.webParts, [kind]: one}}));
    }

    /** Learns what other nodes were told. Never rejects. */
    async check(): Promise<void> {
        await this.share();
    }

    findings(): WebPartFindings {
        const {well, lacking, other} = this.seen;
        const now = Math.floor(this.deps.clock.now() / 1000);
        const ours = (one: SeenWebPart | undefined) => (one?.version === this.version ? one : undefined);
        const [ourWell, ourLacking] = [ours(well), ours(lacking)];
        const isOver = ourWell !== undefined && ourLacking !== undefined && ourWell.at > ourLacking.at;
        return {
            ...(ourWell ? {well: ourWell} : {}),
            ...(ourLacking && !isOver ? {lacking: ourLacking} : {}),
            ...(other && !ours(other) && now - other.at < OTHER_SHOWN_SECONDS ? {other} : {}),
        };
    }

    /** @returns sentences for the health page */
    said(weight: 'problem' | 'note', language: Language): readonly string[] {
        const {lacking, other} = this.findings();
        const {doctor} = textsOf(language);
        const isProblem = lacking !== undefined && isFault(lacking);
        return [
            ...(lacking && isProblem === (weight === 'problem') ? [doctor.webLacks(lacking.lacking.join(', '))] : []),
            ...(other && weight === 'note' ? [doctor.webOther(other.version, this.deps.version)] : []),
        ];
    }

    private async share(change?: Parameters<WatchStore['update']>[0]): Promise<void> {
        const {watchStore, logger} = this.deps;
        try {
            const {webParts = {}} = await (change ? watchStore.update(change) : watchStore.read());
            this.seen = newest(this.seen, webParts);
        } catch (error) {
            logger.warn('Reports of the web part could not be shared', {error: asAppError(error)});
        }
    }
}

/** Sections that cannot be folded are no fault, and strangers' words are none either. */
export const isFault = ({lacking, byAdministrator}: SeenWebPart): boolean =>
    byAdministrator && lacking.some((need) => need !== 'registerAdminConsoleCustomSection');

const newest = (one: WebParts, other: WebParts): WebParts => {
    const pick = (kind: WebPartKind): WebParts => {
        const [mine, theirs] = [one[kind], other[kind]];
        const latest = !mine || (theirs && theirs.at > mine.at) ? theirs : mine;
        return latest ? {[kind]: latest} : {};
    };
    return {...pick('well'), ...pick('lacking'), ...pick('other')};
};
