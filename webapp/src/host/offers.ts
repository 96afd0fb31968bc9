import type {WebPartNeed} from '#contract';
import type {PluginRegistry} from '../types/registry';

type Method = WebPartNeed & keyof PluginRegistry;

/** First React with everything we use, in Mattermost 11.1. */
const REACT = 18;

/**
 * What this Mattermost's web client offers, found out by looking. Nothing here throws: Mattermost switches off a plugin that
 * fails at its start, and tells nobody.
 */
export class HostOffers {
    private readonly missing = new Set<WebPartNeed>();

    constructor(
        private readonly registry: Partial<PluginRegistry>,
        reactVersion: string,
    ) {
        if (!(Number.parseInt(reactVersion, 10) >= REACT)) {
            this.missing.add('React 18');
        }
    }

    get lacking(): readonly WebPartNeed[] {
        return [...this.missing];
    }

    /** Does whatever is registered with these work? */
    has(...needs: readonly WebPartNeed[]): boolean {
        return needs.every((need) => !this.missing.has(need));
    }

    /** @param register calls that method */
    register(method: Method, register: () => void): void {
        if (typeof this.registry[method] !== 'function') {
            this.missing.add(method);
            return;
        }
        try {
            register();
        } catch {
            this.missing.add(method);
        }
    }
}
