import {parseServiceName} from '../../domain/alert/problem_filter';
import {oneLine} from '../../domain/text';
import {textsOf} from '../../domain/texts';
import type {AppContext} from '../app_context';
import {visibleObjects} from '../people/visible_objects';
import {visibleTo} from '../people/visible_to';
import {PeopleSuggestions} from '../shift/suggest_people';
import type {FoundObject, FoundObjects} from './search_port';

type ObjectKind = 'hosts' | 'services';

/** `people`: to whom somebody may hand over. */
export type NameKind = ObjectKind | 'people';

export interface SuggestedName {
    /** What to type, e.g. `web01`, `Ping on web01` or `@jane`. */
    readonly name: string;
    /** State, or full name; empty when it is not known. */
    readonly state: string;
}

interface Read extends FoundObjects {
    readonly kind: ObjectKind;
    readonly typed: string;
    readonly at: number;
}

const LEAST_LETTERS = 2;
const MOST_LETTERS = 255;
const MOST_NAMES = 25;
const MOST_FULL_NAME = 128;
const FRESH_MS = 30_000;
/** The host is about to be typed, which is no part of the service's name. */
const BEGUN_ON = / (?:on?|a|auf?) ?$/;

/** Names that begin with what was typed. Another letter asks openITCOCKPIT again only if its last answer was incomplete. */
export class NameSuggestions {
    private reads: readonly Read[] = [];
    private readonly people: PeopleSuggestions;

    constructor(private readonly context: AppContext) {
        this.people = new PeopleSuggestions(context);
    }

    /** @throws AppError `forbidden`, `openitcockpit_*`, `mattermost_*` */
    async of(
        userId: string,
        kind: NameKind,
        typed: string,
        language = this.context.settings.language,
    ): Promise<readonly SuggestedName[]> {
        if (kind === 'people') {
            const people = await this.people.of(userId, typed, MOST_NAMES);
            return people.map(({username, fullName}) => ({
                name: `@${username}`,
                state: oneLine(fullName, MOST_FULL_NAME),
            }));
        }
        const wanted = typed.toLowerCase();
        if (wanted.length < LEAST_LETTERS || wanted.length > MOST_LETTERS) {
            return [];
        }
        const sight = await visibleTo(this.context, userId);
        const on = / (on|auf) /i.exec(typed)?.[1] ?? textsOf(language).alerts.on;
        const {objects} = this.known(kind, wanted) ?? (await this.read(kind, wanted));
        const begun = objects.filter((object) => nameOf(object, on).toLowerCase().startsWith(wanted));
        return (await visibleObjects(this.context, sight, begun))
            .map((object) => ({name: nameOf(object, on), state: object.state ?? ''}))
            .sort((a, b) => a.name.localeCompare(b.name))
            .slice(0, MOST_NAMES);
    }

    private known(kind: ObjectKind, wanted: string): Read | undefined {
        const oldest = this.context.clock.monotonic() - FRESH_MS;
        this.reads = this.reads.filter(({at}) => at > oldest);
        return this.reads.find((read) => read.kind === kind && covers(read, wanted));
    }

    private async read(kind: ObjectKind, wanted: string): Promise<Read> {
        const {monitoring, clock} = this.context;
        const typed = kind === 'hosts' ? wanted : wanted.replace(BEGUN_ON, '');
        const {service, host} = parseServiceName(typed);
        const found = await (kind === 'hosts' ? monitoring.findHosts(typed) : monitoring.findServices(service, host));
        const read = {...found, kind, typed, at: clock.monotonic()};
        this.reads = [...this.reads, read];
        return read;
    }
}

const nameOf = ({hostName, serviceName}: FoundObject, on: string): string =>
    serviceName === undefined ? hostName : `${serviceName} ${on} ${hostName}`;

const covers = ({typed, complete}: Read, wanted: string): boolean =>
    wanted === typed || (complete && wanted.startsWith(typed));
