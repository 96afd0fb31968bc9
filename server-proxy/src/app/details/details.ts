import type {CurveHours, Curves, Details as DetailsAnswer} from '#contract';
import {type TargetIds, targetIds} from '../../domain/alert/alert';
import {alertKey, isEarlierKey, targetOf} from '../../domain/alert/alert_key';
import {later} from '../../domain/alert/moment';
import type {AlertRecord} from '../../domain/alert/record';
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
import type {EpisodeStore, WrittenEpisodes} from '../shift/episode_store';
import {placesOfEpisode} from '../shift/viewer';
import type {Clock} from '../telemetry';
import {collect, type Facts, type OtherObject, type Subject} from './collect';
import {beganAt, detailsFor, mapped} from './details_for';
import type {DetailsPort} from './details_port';
import {EndedProblems} from './ended_problems';
import {Kept} from './kept';
import {partOf} from './part';

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
    /** What was written down of problems, whoever may see it. */
    readonly past: EpisodeStore['since'];
}

/** The database shows within two seconds what the core has done, whose times are whole seconds: it may have been almost one later. */
const SHOWN_AFTER_SECONDS = 3;
/** Another change may come while one is waited for. */
const MOST_WAITS = 2;
const MOST_KEPT = 200;

/**
 * All that is known about one problem. What openITCOCKPIT tells is kept for half a minute, or until we know of a
 * change; what has ended is read, and who may see what is asked, each time.
 */
export class Details {
    private readonly facts: Kept<Facts>;
    private readonly curves: Kept<readonly Curve[]>;
    private readonly ended: EndedProblems;

    constructor(private readonly deps: DetailsDeps) {
        this.facts = new Kept(deps.clock, MOST_KEPT);
        this.curves = new Kept(deps.clock, MOST_KEPT);
        this.ended = new EndedProblems(deps);
    }

    /** @throws AppError `forbidden`, `mattermost_*` */
    async answer(userId: string, key: string): Promise<DetailsAnswer> {
        const sight = await this.deps.sightOf(userId);
        const record = await this.shown(sight, key);
        const {alert, since} = record;
        const {host, service} = alert.target;
        const subject = {
            target: targetIds(alert.target),
            hostName: host.name,
            ...(service && {serviceName: service.name}),
            since,
            version: versionOf(record),
        };
        return detailsParts(await this.about(sight, subject), await this.deps.styleOf(userId));
    }

    /** The same of any object, for a person who has been found to see it. */
    async about(sight: Sight, subject: Subject): Promise<ProblemDetails> {
        const key = alertKey(subject.target);
        const reading = this.factsOf(key, subject);
        const [facts, {entries, ended}] = await Promise.all([reading, this.others(subject, reading)]);
        const over = 'value' in ended ? ended.value.episodes : [];
        await sight.learn(new Set([...entries, ...over].flatMap(({channels}) => channels)));
        return detailsFor({
            key,
            facts,
            since: subject.since,
            entries: entries.filter((entry) => sight.sees(entry)),
            ended: mapped(ended, ({episodes, isWhole}) => ({
                episodes: episodes.filter((episode) => sight.sees(placesOfEpisode(episode))),
                isWhole,
            })),
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
        const record = await this.shown(await this.deps.sightOf(userId), key);
        const {language} = await this.deps.styleOf(userId);
        return this.curvesAbout(targetIds(record.alert.target), hours, language, versionOf(record));
    }

    /** The same of any object, for a person who has been found to see it. */
    async curvesAbout(of: TargetIds, hours: CurveHours, language: Language, version: string): Promise<Curves> {
        const {details} = this.deps;
        const end = Math.floor(this.serverNow());
        const span = {start: end - hours * 3600, end};
        const target = ofService(of);
        const found = await this.curves.of(`${alertKey(target)} ${hours} ${version}`, () =>
            details.curves(target, span.start, span.end),
        );
        return curvesAnswer(found, span, language);
    }

    /**
     * The record, once openITCOCKPIT shows what it says: what was read earlier would contradict it, and be kept.
     * @throws AppError `forbidden`, `mattermost_*`
     */
    private async shown(sight: Sight, key: string): Promise<AlertRecord> {
        let record = await this.seen(sight, key);
        for (let waits = 0; waits < MOST_WAITS; waits += 1) {
            const left = youngest(record) + SHOWN_AFTER_SECONDS - this.serverNow();
            if (left <= 0) {
                break;
            }
            await this.deps.clock.sleep(Math.min(left, SHOWN_AFTER_SECONDS) * 1000);
            record = await this.seen(sight, key);
        }
        return record;
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
        const {details, clock, entries} = this.deps;
        const serverNow = Math.floor(this.serverNow());
        const badHosts = async (): Promise<OtherObject[]> =>
            (await entries())
                .filter(({row}) => row.service === undefined)
                .map((entry) => ({key: entry.key, host: entry.row.host, state: entry.row.state}));
        return this.facts.of(`${key} ${subject.version}`, () =>
            collect({details, clock, badHosts}, subject, serverNow),
        );
    }

    /** Other problems. What is open is read first: one that ends meanwhile is among both then, and not among neither. */
    private async others(subject: Subject, facts: Promise<Facts>) {
        const entries = await this.deps.entries();
        return {entries, ended: await partOf(this.endedAround(subject, facts))};
    }

    private async endedAround({since}: Subject, facts: Promise<Facts>): Promise<WrittenEpisodes> {
        const began = since ?? beganAt(since, await facts);
        return began === undefined ? {episodes: [], isWhole: true} : this.ended.around(began);
    }

    /** Unix seconds on openITCOCKPIT's clock. */
    private serverNow(): number {
        const {clock, clockAhead} = this.deps;
        return clock.now() / 1000 + clockAhead();
    }
}

/** Another one as soon as we know of a change. */
const versionOf = ({alert: {state}, look, since, ack}: AlertRecord): string =>
    JSON.stringify([state, look, since, ack?.at, ack?.author, ack?.comment]);

/** The end of the time in which what is known of it happened last. Unix seconds on openITCOCKPIT's clock. */
const youngest = ({ages: {state, ack}}: AlertRecord): number => {
    const changed = state.since ?? state.at;
    return (later(changed, ack?.given ?? ack?.at) ?? changed).latest;
};

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
