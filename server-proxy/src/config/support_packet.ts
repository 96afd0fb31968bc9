import type {HealthReport} from '../app/health/health_monitor';
import {redactedSettings, secretValues} from './redact';
import type {Settings} from './schema';

export interface SupportFacts {
    /** Milliseconds since the epoch. */
    readonly now: number;
    readonly door: 'plugin' | 'service';
    readonly version: string;
    readonly mattermostVersion: string;
    /** A text says why there is none: the handler is not running. */
    readonly health: HealthReport | string;
    /** A text says why there are none. */
    readonly settings: Settings | string;
    readonly warnings: readonly string[];
}

/** What support needs to know, as readable JSON without secrets. */
export const supportPacket = (facts: SupportFacts): string => {
    const {now, door, version, mattermostVersion, health, settings, warnings} = facts;
    const secrets = typeof settings === 'string' ? [] : secretValues(settings);
    const packet = {
        made_at: new Date(now).toISOString(),
        versions: {
            handler: version,
            door,
            node: process.version,
            platform: `${process.platform}-${process.arch}`,
            mattermost: mattermostVersion,
            openitcockpit: typeof health === 'string' ? 'unknown' : (health.openitcockpit_version ?? 'not reached yet'),
        },
        health,
        settings: typeof settings === 'string' ? settings : redactedSettings(settings),
        process: {uptime_seconds: Math.round(process.uptime()), memory_bytes: process.memoryUsage.rss()},
        warnings: warnings.map(readable),
    };
    // Foreign texts such as error messages may repeat a secret.
    const safe = (_key: string, value: unknown): unknown =>
        typeof value === 'string' ? secrets.reduce((text, secret) => text.replaceAll(secret, '***'), value) : value;
    return `${JSON.stringify(packet, safe, 2)}\n`;
};

const readable = (line: string): unknown => {
    try {
        return JSON.parse(line);
    } catch {
        return line;
    }
};

/** e.g. `openitcockpit-support-2026-11-24-1031.json` */
export const packetName = (now: number): string => {
    const time = new Date(now).toISOString().slice(0, 16).replace('T', '-').replace(':', '');
    return `openitcockpit-support-${time}.json`;
};
