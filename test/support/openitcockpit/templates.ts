import {readFileSync} from 'node:fs';

export type Row = Record<string, unknown>;

/** The parts of recorded answers that no command changes (test/fixtures/openitcockpit/templates.json). */
export interface Templates {
    readonly hostBrowser: Row & {readonly mergedHost: Row};
    readonly serviceBrowser: Row & {readonly mergedService: Row; readonly serviceType: Row};
    /** What a service takes from a template other than the first. */
    readonly mergedByServiceTemplate: Readonly<Record<string, Row>>;
    readonly contact: Row;
    readonly period: Row;
    readonly hostListRow: Row & {readonly type: Row};
    readonly serviceListRow: {readonly Service: Row; readonly Host: Row; readonly ServiceType: Row};
    readonly hostDowntimeRow: Row;
    readonly serviceDowntimeRow: {readonly Host: Row; readonly Service: Row};
    readonly hostByUuid: Row;
    readonly serviceByUuid: Row & {readonly servicetemplate: Row};
    readonly profile: Row & {readonly user: Row};
    readonly modules: Readonly<Record<string, readonly string[]>>;
    readonly permissions: {
        readonly base: readonly string[];
        readonly versions: Readonly<
            Record<string, {readonly without: readonly string[]; readonly extra: readonly string[]}>
        >;
        /** Rights of `base` that the role lacks. */
        readonly roles: Readonly<Record<string, readonly string[]>>;
    };
}

export const loadTemplates = (): Templates =>
    JSON.parse(
        readFileSync(new URL('../../fixtures/openitcockpit/templates.json', import.meta.url), 'utf8'),
    ) as Templates;
