import {LRUCache} from 'lru-cache';
import type {ActionPolicy} from '../../domain/action/action_policy';
import {atMost} from '../../domain/at_most';
import {asAppError} from '../../domain/errors';
import {neutralize} from '../../domain/text';
import {type Said, says} from '../../domain/texts';
import type {MonitoringIdentity} from '../doctor/proof_port';
import type {Findings} from '../health/findings';
import type {MonitoringPort} from '../monitoring_port';
import type {ChatUser} from '../posts/chat_port';
import type {Clock, Logger} from '../telemetry';
import type {MonitoringUser} from './user_port';

/** How long openITCOCKPIT's answer is valid; while it cannot be reached, an earlier yes is valid for longer. */
const FRESH_MS = 10 * 60_000;
const FRESH_NO_MS = 30_000;
const WITHOUT_OPENITCOCKPIT_MS = 24 * 3_600_000;
const CAPACITY = 5000;

/**
 * What the API key cannot do for the action policy `mapped`, for administrators.
 * @returns undefined when there is nothing to say
 */
export const userListFinding = (
    {name, identities}: ActionPolicy,
    {mayListUsers}: Pick<MonitoringIdentity, 'mayListUsers'>,
): {readonly weight: 'problem' | 'note'; readonly said: Said} | undefined => {
    if (name !== 'mapped' || mayListUsers) {
        return undefined;
    }
    return identities.size === 0
        ? {weight: 'problem', said: says(({failures}) => failures.nobodyMapped)}
        : {weight: 'note', said: says(({failures}) => failures.onlyMapped)};
};

interface Known {
    readonly at: number;
    readonly user: MonitoringUser | undefined;
}

interface IdentityDeps {
    readonly monitoring: Pick<MonitoringPort, 'findUser'>;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly findings: Findings;
}

/** The user of openITCOCKPIT that a person is, undefined where openITCOCKPIT does not tell; or why they are none. */
export type Mapped = {readonly user: MonitoringUser | undefined} | {readonly refusal: Said};

const refusal = (...sentence: Parameters<typeof says>): Mapped => ({refusal: says(...sentence)});

/** Maps people in Mattermost to users of openITCOCKPIT: by the table in the settings, else by a proven e-mail address. */
export class Identities {
    private readonly known = new LRUCache<string, Known>(atMost(CAPACITY));

    constructor(
        private readonly policy: ActionPolicy,
        private readonly deps: IdentityDeps,
    ) {}

    /** @returns why this person maps to no user of openITCOCKPIT, told to them; undefined when they do */
    async whyUnmapped(person: ChatUser): Promise<Said | undefined> {
        try {
            const mapped = await this.mapped(person);
            return 'refusal' in mapped ? mapped.refusal : undefined;
        } catch (error) {
            const known = asAppError(error);
            const {code} = known;
            this.deps.logger.warn('A person could not be looked up in openITCOCKPIT', {user: person.username, code});
            return says(({policy}, language) => policy.notCheckedNow(known.sentence(language)));
        }
    }

    /** @throws AppError `openitcockpit_*` while it cannot be found out */
    async mapped(person: ChatUser): Promise<Mapped> {
        const {identities} = this.policy;
        const entry = identities.get(person.username.toLowerCase()) ?? identities.get(person.id);
        const name = entry ?? person.provenEmail;
        if (name === '') {
            return refusal(({policy}) => policy.emailNotProven);
        }
        try {
            const user = await this.find(name);
            this.tellOfNobody(person, entry, user);
            if (!user) {
                return refusal(({policy}) =>
                    entry === undefined ? policy.emailUnknown(name) : policy.mappedToNobody(name),
                );
            }
            return user.isActive ? {user} : refusal(({policy}) => policy.userInactive(name));
        } catch (error) {
            if (asAppError(error).code !== 'openitcockpit_right_missing') {
                throw error;
            }
            // What administrators wrote then counts as it stands; `userListFinding` tells them.
            return entry === undefined ? refusal(({policy}) => policy.usersNotReadable) : {user: undefined};
        }
    }

    private tellOfNobody({username}: ChatUser, entry: string | undefined, user: MonitoringUser | undefined): void {
        const topic = `identity ${username}`;
        if (entry === undefined || user) {
            this.deps.findings.settle(topic);
            return;
        }
        const said = says(({failures}) => failures.mappedToNobody(neutralize(username), neutralize(entry)));
        if (!this.deps.findings.renew(topic, said)) {
            this.deps.findings.note(topic, said, {user: username});
        }
    }

    private async find(name: string): Promise<MonitoringUser | undefined> {
        const known = this.known.get(name);
        const age = known ? this.deps.clock.monotonic() - known.at : Number.POSITIVE_INFINITY;
        if (known && age < (known.user?.isActive ? FRESH_MS : FRESH_NO_MS)) {
            return known.user;
        }
        try {
            const user = await this.deps.monitoring.findUser(name);
            this.known.set(name, {at: this.deps.clock.monotonic(), user});
            return user;
        } catch (error) {
            const isAway = asAppError(error).code !== 'openitcockpit_right_missing';
            if (known?.user?.isActive && isAway && age < WITHOUT_OPENITCOCKPIT_MS) {
                return known.user;
            }
            throw error;
        }
    }
}
