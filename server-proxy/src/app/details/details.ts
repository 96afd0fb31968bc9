import {LRUCache} from 'lru-cache';
import type {CurveHours, Curves, Details as DetailsAnswer} from '#contract';
import {type TargetIds, targetIds} from '../../domain/alert/alert';
import {alertKey, isEarlierKey, targetOf} from '../../domain/alert/alert_key';
import type {AlertRecord} from '../../domain/alert/record';
import {atMost} from '../../domain/at_most';
import type {Curve} from '../../domain/details/curve';
import {curvesAnswer} from '../../domain/details/curves_answer';
import {detailsParts, type Style} from '../../domain/details/details_parts';
import type {ProblemDetails} from '../../domain/details/problem_details';
import {AppError} from '../../domain/errors';
import type {PanelEntry} from '../../domain/panel/panel_row';
import {type Language, says} from '../../domain/texts';
import type {Sight} from '../people/visible_to';
import type {AlertStore} from '../posts/alert_store';
import type {RoutedObject} from '../routing/routing';
import type {WrittenEpisodes} from '../shift/episode_store';
import {placesOfEpisode} from '../shift/viewer';
import type {Clock} from '../telemetry';
import {collect, type Facts, type OtherObject, type Subject} from './collect';
import {detailsFor} from './details_for';
import type {DetailsPort} from './details_port';

export interface DetailsDeps {
    readonly details: DetailsPort;
    readonly store: Pick<AlertStore, 'get'>;
    /** Those of the objects that the person sees. @throws AppError `mattermost_*`, or when a store is away */
    readonly visible: <T extends RoutedObject>(sight: Sight, objects: readonly T[]) => Promise<readonly T[]>;
    readonly clock: Clock;
    /** Seconds by which openITCOCKPIT's clock is ahead of ours. */
    readonly clockAhead: () => number;
    /** @throws AppError `forbidden`, `mattermost_*` */
    readonly sightOf: (userId: string) => Promise<Sight>;
    /** How this person reads. Never rejects. */
    readonly styleOf: (userId: string) => Promise<Style>;
    /** All open problems. */
    readonly entries: () => Promise<readonly PanelEntry[]>;
    /** What was written down of problems that are over, whoever may see it. @param from Unix seconds @throws AppError when a store is away */
    readonly past: (from: number) => Promise<WrittenEpisodes>;
}

const KEPT_MS = 30_000;
/** The database shows within two seconds what the core has done, whose times are whole seconds: it may have been almost one later. */
const SHOWN_AFTER_SECONDS = 3;
const MOST_KEPT = 200;

interface Kept<T> {
    readonly until: number;
    readonly value: Promise<T>;
}

/**
 * All that is known about one problem. What openITCOCKPIT tells is kept for half a minute, or until we know of a
 * change; who may see what is asked each time.
 */
export class Details {
    private readonly facts = new LRUCache<string, Kept<Facts>>(atMost(MOST_KEPT));
    private readonly curves = new LRUCache<string, Kept<readonly Curve[]>>(atMost(MOST_KEPT));

    constructor(private readonly deps: DetailsDeps) {}

    /** @throws AppError `forbidden`, `mattermost_*` */
    async answer(userId: string, key: string): Promise<DetailsAnswer> {
        const sight = await this.deps.sightOf(userId);
        const record = await this.seen(sight, key);
        const {alert, since} = record;
        const {host, service} = alert.target;
        const subject = {
            target: targetIds(alert.target),
            hostName: host.name,
            ...(service && {serviceName: service.name}),
            since,
            version: versionOf(record),
        };
        await this.untilShown(record);
        return detailsParts(await this.about(sight, subject), await this.deps.styleOf(userId));
    }

    /** The same of any object, for a person who has been found to see it. */
    async about(sight: Sight, subject: Subject): Promise<ProblemDetails> {
        const key = alertKey(subject.target);
        const [facts, entries] = await Promise.all([this.factsOf(key, subject), this.deps.entries()]);
        const ended = 'value' in facts.ended ? facts.ended.value.episodes : [];
        await sight.learn(new Set([...entries, ...ended].flatMap(({channels}) => channels)));
        return detailsFor({
            key,
            facts,
            since: subject.since,
            entries: entries.filter((entry) => sight.sees(entry)),
            ended: ended.filter((episode) => sight.sees(placesOfEpisode(episode))),
            visible: async (others) => {
                const named = others.map((other) => ({
                    other,
                    target: targetOf(other.key),
                    hostName: other.host,
                    serviceName: other.service,
                }));
                return (await this.deps.visible(sight, named)).map(({other}) => other);
            },
        });
    }

    /** @throws AppError `forbidden`, `bad_request` for hosts, `openitcockpit_*`, `mattermost_*` */
    async curvesOf(userId: string, key: string, hours: CurveHours): Promise<Curves> {
        const record = await this.seen(await this.deps.sightOf(userId), key);
        await this.untilShown(record);
        const {language} = await this.deps.styleOf(userId);
        return this.curvesAbout(targetIds(record.alert.target), hours, language, versionOf(record));
    }

    /** The same of any object, for a person who has been found to see it. */
    async curvesAbout(of: TargetIds, hours: CurveHours, language: Language, version = ''): Promise<Curves> {
        const {details} = this.deps;
        const end = Math.floor(this.serverNow());
        const span = {start: end - hours * 3600, end};
        const target = ofService(of);
        const found = await this.keep(this.curves, `${alertKey(target)} ${hours} ${version}`, () =>
            details.curves(target, span.start, span.end),
        );
        return curvesAnswer(found, span, language);
    }

    /** What somebody may not see is not told apart from what is not there. @throws AppError `forbidden`, `mattermost_*` */
    private async seen(sight: Sight, key: string): Promise<AlertRecord> {
        const record = isEarlierKey(key) ? undefined : await this.deps.store.get(key);
        if (!record || !(await sight.seesAlert(record))) {
            throw new AppError(
                'forbidden',
                says(({panel}) => panel.notThere),
            );
        }
        return record;
    }

    private factsOf(key: string, subject: Subject): Promise<Facts> {
        const {details, clock, entries, past} = this.deps;
        const serverNow = Math.floor(this.serverNow());
        const badHosts = async (): Promise<OtherObject[]> =>
            (await entries())
                .filter(({row}) => row.service === undefined)
                .map((entry) => ({key: entry.key, host: entry.row.host, state: entry.row.state}));
        return this.keep(this.facts, `${key} ${subject.version}`, () =>
            collect({details, clock, badHosts, past}, subject, serverNow),
        );
    }

    /** What was read earlier would contradict what we know, and be kept. */
    private async untilShown({ages: {state}}: AlertRecord): Promise<void> {
        const left = (state.since ?? state.at).latest + SHOWN_AFTER_SECONDS - this.serverNow();
        if (left > 0) {
            await this.deps.clock.sleep(Math.min(left, SHOWN_AFTER_SECONDS) * 1000);
        }
    }

    /** Unix seconds on openITCOCKPIT's clock. */
    private serverNow(): number {
        const {clock, clockAhead} = this.deps;
        return clock.now() / 1000 + clockAhead();
    }

    private keep<T>(kept: LRUCache<string, Kept<T>>, key: string, read: () => Promise<T>): Promise<T> {
        const now = this.deps.clock.monotonic();
        const known = kept.get(key);
        if (known && known.until > now) {
            return known.value;
        }
        const value = read();
        kept.set(key, {until: now + KEPT_MS, value});
        value.catch(() => kept.delete(key));
        return value;
    }
}

/** Another one as soon as we know of a change. */
const versionOf = ({alert: {state}, look, since}: AlertRecord): string => `${state} ${look} ${since}`;

/** @throws AppError `bad_request` for a host */
const ofService = ({hostUuid, serviceUuid}: TargetIds): Required<TargetIds> => {
    if (serviceUuid === undefined) {
        throw new AppError(
            'bad_request',
            says(({details}) => details.hostsHaveNoCurves),
        );
    }
    return {hostUuid, serviceUuid};
};
