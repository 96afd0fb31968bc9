import {SERVICE_STATES} from '#contract';
import {isOpenLook, type LedgerPost} from './post_ledger';

/** A service as the core knows it at the end. */
export interface TrueService {
    readonly uuid: string;
    readonly name: string;
    /** Its newest problem; 0 = it had none. */
    readonly number: number;
    readonly state: number;
    readonly acknowledged: boolean;
}

/** An acknowledgement that the handler has accepted. */
export interface Promised {
    readonly service: string;
    readonly number: number;
}

export interface Evidence {
    readonly services: readonly TrueService[];
    readonly posts: Iterable<LedgerPost>;
    /** Problems whose notification was answered with 2xx (see `problemKey`). */
    readonly delivered: ReadonlySet<string>;
    /** When openITCOCKPIT got each acknowledgement, by its comment; Unix seconds. */
    readonly commands: ReadonlyMap<string, readonly number[]>;
    /** Empty where acknowledgements are removed or dropped again. */
    readonly promised: readonly Promised[];
}

/** Each finding is a sentence. */
export interface Verdict {
    readonly lost: readonly string[];
    readonly doubledPosts: readonly string[];
    readonly doubledCommands: readonly string[];
    readonly wrong: readonly string[];
    /** Accepted, but neither carried out nor refused. */
    readonly forgotten: readonly string[];
}

export const problemKey = (service: string, number: number): string => `${service}#${number}`;

/** Compares what the posts show with what happened. */
export const judge = ({services, posts, delivered, commands, promised}: Evidence): Verdict => {
    const {byService, begun, shown} = sorted(posts);
    const byUuid = new Map(services.map((service) => [service.uuid, service]));
    const postsOf = ({uuid}: TrueService): readonly LedgerPost[] => byService.get(uuid) ?? [];
    return {
        lost: [...delivered].filter((key) => !shown.has(key)).map((key) => `${key} has no post`),
        doubledPosts: [
            ...[...begun].flatMap(([key, count]) => Array.from({length: count - 1}, () => `${key} has ${count} posts`)),
            ...services.flatMap((service) => openTwinsOf(service, postsOf(service))),
        ],
        doubledCommands: [...commands].flatMap(([comment, [first = 0, ...more]]) =>
            more.map((at) => `“${comment}” was sent again after ${at - first} s`),
        ),
        wrong: services.flatMap((service) => wrongOf(service, postsOf(service))),
        forgotten: promised
            .filter(({service, number}) => {
                const now = byUuid.get(service);
                return now?.number === number && now.state !== 0 && !now.acknowledged;
            })
            .map(({service, number}) => `an acknowledgement of ${problemKey(service, number)}`),
    };
};

/** Posts of each service, how many posts each problem has begun, and which problems were shown at all. */
const sorted = (posts: Iterable<LedgerPost>) => {
    const byService = new Map<string, LedgerPost[]>();
    const begun = new Map<string, number>();
    const shown = new Set<string>();
    for (const post of posts) {
        byService.set(post.service, [...(byService.get(post.service) ?? []), post]);
        for (const number of post.problems) {
            const key = problemKey(post.service, number);
            shown.add(key);
            if (number === begunBy(post)) {
                begun.set(key, (begun.get(key) ?? 0) + 1);
            }
        }
    }
    return {byService, begun, shown};
};

/** The post of an earlier problem whose end was never told may show the present one, but not beside its own post. */
const openTwinsOf = (service: TrueService, posts: readonly LedgerPost[]): string[] => {
    const right = posts.filter((post) => isOpenLook(post.look) && isRight(service, post));
    const differently = new Set(right.map(begunBy)).size;
    return Array.from(
        {length: Math.max(0, differently - 1)},
        () => `${problemKey(service.uuid, service.number)} has ${differently} open posts`,
    );
};

/**
 * Beside the right post of the present problem, another one that this problem began is a doubled post, and not counted again
 * here; one of an earlier problem is closed.
 */
const wrongOf = (service: TrueService, posts: readonly LedgerPost[]): string[] => {
    const right = new Set(posts.filter((post) => isRight(service, post)).map(begunBy));
    const isShownElsewhere = (post: LedgerPost): boolean => right.has(service.number) && !isOpenLook(post.look);
    return posts
        .filter((post) => !isRight(service, post) && !right.has(begunBy(post)) && !isShownElsewhere(post))
        .map((post) => `${service.name} is ${wantedOf(service)}, but post ${post.id} shows ${shownBy(post)}`);
};

/** The problem that a post was made for: the first one it has shown. */
const begunBy = ({problems}: LedgerPost): number | undefined => problems.values().next().value;

const isRight = (service: TrueService, post: LedgerPost): boolean =>
    service.state !== 0 && post.problems.has(service.number)
        ? shownBy(post) === wantedOf(service)
        : !isOpenLook(post.look);

const wantedOf = ({state, acknowledged}: TrueService): string =>
    state === 0 ? 'OK' : `${acknowledged ? 'acknowledged' : 'problem'} ${SERVICE_STATES[state]}`;

const shownBy = ({look, state}: LedgerPost): string => `${look === 'not_confirmed' ? 'problem' : look} ${state}`;

export const isClean = (verdict: Verdict): boolean => Object.values(verdict).every((list) => list.length === 0);
