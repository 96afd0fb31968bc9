import type {Agent} from 'node:http';
import {proxyFor, type Route} from './route';

/**
 * Shorter than any web server keeps an idle connection, so that a command never meets one that has just been closed.
 */
const IDLE_MS = 4000;

/** TLS and proxy code is loaded with the first connection, to keep start-up fast. */
export const createAgents = (route: Route, keepAlive: boolean) => {
    const kept = new Map<string, Promise<Agent>>();
    const manner = keepAlive ? {keepAlive, timeout: IDLE_MS} : {};
    const direct = async (protocol: string): Promise<Agent> => {
        if (protocol === 'http:') {
            const {Agent} = await import('node:http');
            return new Agent(manner);
        }
        const {Agent} = await import('node:https');
        return new Agent({...manner, ...(await tlsOptions(route))});
    };
    const keptDirect = (protocol: string): Promise<Agent> => {
        const agent = kept.get(protocol) ?? direct(protocol);
        kept.set(protocol, agent);
        return agent;
    };
    return {
        /** @returns the agent for a request that `signal` can end */
        load: async (url: URL): Promise<(signal: AbortSignal) => Agent> => {
            const proxy = proxyFor(route, url);
            if (!proxy) {
                const agent = await keptDirect(url.protocol);
                return () => agent;
            }
            const [{proxyAgent}, tls] = await Promise.all([import('./proxy_agents'), tlsOptions(route)]);
            return (signal) => proxyAgent(url.protocol, proxy, {...tls, signal});
        },
        close: (): void => {
            for (const agent of kept.values()) {
                void agent.then((opened) => opened.destroy());
            }
        },
    };
};

const tlsOptions = async ({ca, skipTlsVerification}: Route) => {
    const {rootCertificates} = await import('node:tls');
    return {rejectUnauthorized: !skipTlsVerification, ...(ca && {ca: [...rootCertificates, ca]})};
};
