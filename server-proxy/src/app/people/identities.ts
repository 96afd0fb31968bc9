import {LRUCache} from 'lru-cache';
import type {ActionPolicy} from '../../domain/action/action_policy';
import {atMost} from '../../domain/at_most';
import {asAppError} from '../../domain/errors';
import {type Language, says, type Texts} from '../../domain/texts';
import type {MonitoringIdentity} from '../doctor/proof_port';
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
): {readonly weight: 'problem' | 'note'; readonly said: (language: Language) => string} | undefined => {
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
}

/** Maps people in Mattermost to users of openITCOCKPIT: by the table in the settings, else by a proven e-mail address. */
export class Identities {
    private readonly known = new LRUCache<string, Known>(atMost(CAPACITY));

    constructor(
        private readonly policy: ActionPolicy,
        private readonly deps: IdentityDeps,
    ) {}

    /** @returns why this person maps to no user of openITCOCKPIT, as a sentence; undefined when they do */
    async whyUnmapped(person: ChatUser, texts: Texts['policy']): Promise<string | undefined> {
        const {identities} = this.policy;
        if (identities.has(person.username.toLowerCase()) || identities.has(person.id)) {
            return undefined;
        }
        const email = person.provenEmail;
        if (email === '') {
            return texts.emailNotProven;
        }
        try {
            const user = await this.find(email);
            if (!user) {
                return texts.emailUnknown(email);
            }
            return user.isActive ? undefined : texts.userInactive(email);
        } catch (error) {
            const {code, message} = asAppError(error);
            this.deps.logger.warn('A person could not be looked up in openITCOCKPIT', {user: person.username, code});
            return code === 'openitcockpit_right_missing' ? texts.usersNotReadable : texts.notCheckedNow(message);
        }
    }

    private async find(email: string): Promise<MonitoringUser | undefined> {
        const known = this.known.get(email);
        const age = known ? this.deps.clock.now() - known.at : Number.POSITIVE_INFINITY;
        if (known && age < (known.user?.isActive ? FRESH_MS : FRESH_NO_MS)) {
            return known.user;
        }
        try {
            const user = await this.deps.monitoring.findUser(email);
            this.known.set(email, {at: this.deps.clock.now(), user});
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
